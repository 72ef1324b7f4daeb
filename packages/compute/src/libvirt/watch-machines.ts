import { setTimeout as wait } from 'node:timers/promises';
import { ComputeError } from '../compute-error.ts';
import type { HypervisorEvent, PowerState } from '../hypervisor.ts';
import type { Session } from '../virsh/session.ts';
import { type EventBell, eventBell } from './event-bell.ts';
import { powerDifferences } from './power-differences.ts';
import { powerStates } from './power-states.ts';

/** Opens a way to the hypervisor that ends with a signal. */
export type Open = (signal: AbortSignal) => Promise<Session>;

/** Where no events are heard: some drivers have none. */
const POLL_MS = 5_000;
/** Where they are heard: whatever was missed. */
const SELDOM_MS = 30_000;
/** What happens before the first event can be heard. */
const FIRST_MS = 1_000;
/** Events come in flocks: a start has three. */
const SETTLE_MS = 50;
const LOOK_MS = 10_000;

/** Tells first how each machine is, then what changes: events say when to look, and what is seen is told. Ends when it is lost. */
export async function watchMachines(
  open: Open,
  signal: AbortSignal,
  tell: (event: HypervisorEvent) => void,
): Promise<void> {
  let seen = new Map<string, PowerState>();
  try {
    while (!signal.aborted) {
      // Events are asked for first, so that none falls between them and the look.
      await using session = await open(signal);
      using bell = ringing(session, signal);
      for (let isFirst = true; bell.alive || isFirst; isFirst = false) {
        seen = await look(open, seen, tell);
        await bell.rung(isFirst ? FIRST_MS : SELDOM_MS);
        await wait(SETTLE_MS, null, { signal });
      }
      seen = await look(open, seen, tell);
      await wait(POLL_MS, null, { signal });
    }
  } catch (error) {
    if (signal.aborted) return;
    tell({ type: 'lost', message: error instanceof ComputeError ? error.message : 'The hypervisor was lost' });
  }
}

async function look(
  open: Open,
  before: Map<string, PowerState>,
  tell: (event: HypervisorEvent) => void,
): Promise<Map<string, PowerState>> {
  const late = new ComputeError('UNREACHABLE', 'The hypervisor has not answered in time');
  const leaving = new AbortController();
  const timer = setTimeout(() => leaving.abort(late), LOOK_MS);
  try {
    await using session = await open(leaving.signal);
    const after = await powerStates(session);
    for (const event of powerDifferences(before, after)) tell(event);
    return after;
  } finally {
    clearTimeout(timer);
  }
}

function ringing(session: Session, signal: AbortSignal): EventBell & Disposable {
  const bell = eventBell(session);
  const close = () => bell.close();
  signal.addEventListener('abort', close, { once: true });
  return {
    get alive() {
      return bell.alive;
    },
    rung: bell.rung,
    close,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', close);
      close();
    },
  };
}
