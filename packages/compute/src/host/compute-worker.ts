/** Entry of the process that speaks to hypervisors: calls come in, one answer each goes out, many calls at once. */
import { rmSync } from 'node:fs';
import { readLibvirtUri } from '@portolan/contract';
import { ComputeError } from '../compute-error.ts';
import type { HypervisorTarget } from '../hypervisor.ts';
import { watchMachines } from '../libvirt/watch-machines.ts';
import { openSession, type Session } from '../virsh/session.ts';
import { Turns } from '../virsh/turns.ts';
import { perform } from './perform.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

type CallMessage = Extract<ToWorker, { type: 'call' }>;

const turns = new Turns();
const underWay = new Map<number, AbortController>();
let place = { home: '', knownHosts: [] as string[] };

// The channel closes when the parent ends, however it ends: what runs for it ends too.
process.on('disconnect', () => {
  for (const leaving of underWay.values()) leaving.abort(cancelled());
  if (place.home) rmSync(place.home, { recursive: true, force: true });
  process.exit(0);
});

process.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'start':
      place = message;
      break;
    case 'call':
      void answer(message);
      break;
    case 'leave':
      underWay.get(message.id)?.abort(cancelled());
  }
});

async function answer(message: CallMessage): Promise<void> {
  const { id, deadlineMs } = message;
  const leaving = new AbortController();
  const late = () => leaving.abort(new ComputeError('UNREACHABLE', 'The hypervisor has not answered in time'));
  const timer = deadlineMs === null ? undefined : setTimeout(late, deadlineMs);
  underWay.set(id, leaving);
  try {
    send({ type: 'answer', id, value: await performed(message, leaving.signal) });
  } catch (error) {
    // What was thrown on the way out may be an echo of it.
    const cause = leaving.signal.aborted ? leaving.signal.reason : error;
    const failure = cause instanceof ComputeError ? cause : new ComputeError('REFUSED', 'The call could not be ended');
    send({ type: 'failure', id, code: failure.code, message: failure.message });
  } finally {
    clearTimeout(timer);
    underWay.delete(id);
  }
}

async function performed({ id, call, target, address }: CallMessage, signal: AbortSignal): Promise<unknown> {
  const open = (until: AbortSignal) => openTo(target, address, until);
  if (call.verb === 'watch') return watchMachines(open, signal, (event) => send({ type: 'event', id, event }));
  await using session = await open(signal);
  return await perform(session, call, address, (stage) => send({ type: 'stage', id, stage }));
}

function openTo(target: HypervisorTarget, address: string | null, signal: AbortSignal): Promise<Session> {
  const reach = readLibvirtUri(target.uri, { isOwn: true });
  if ('problem' in reach) throw new ComputeError('REFUSED', reach.problem);
  return openSession({ ...place, target, reach, address, signal, turn: turns.of(target.id, signal) });
}

function cancelled(): ComputeError {
  return new ComputeError('UNREACHABLE', 'The call was cancelled');
}

function send(message: FromWorker): void {
  // An error here means that the parent is gone; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => {});
}
