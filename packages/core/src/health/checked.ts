import { refusedTest, targetOf } from '../connections/index.ts';
import type { Services } from '../context.ts';
import { checkDelay, RETRY_SECONDS, spread } from './check-delay.ts';
import type { Claimed } from './claim.ts';
import { type Finding, findingOf } from './finding.ts';
import type { HealthState } from './health-state.ts';
import { stateOf } from './monitor-row.ts';
import { type IncidentChange, nextHealth, unwatched } from './next-health.ts';

/** How a check of a claimed connection ended. */
export interface Checked {
  claimed: Claimed;
  /** When it began, on the clock of this process, and how many seconds ago that was when it ended. */
  at: Date;
  took: number;
  /** Seconds from its beginning until the next one. */
  delay: number;
  /** Null where nobody was reached on our side: that says nothing, and leaves everything as it was. */
  finding: Finding | null;
  /** Whether the connection was dialled: what was refused before is no sample of it. */
  isSample: boolean;
  state: HealthState;
  incident: IncidentChange | null;
}

/** Checks one connection, which is claimed, with its stored credential. Nothing is stored here. */
export async function checkClaimed(
  { keyring, checks }: Pick<Services, 'keyring' | 'checks'>,
  claimed: Claimed,
  signal?: AbortSignal,
): Promise<Checked> {
  const at = new Date();
  const began = performance.now();
  const before = stateOf(claimed);
  const { intervalSeconds, tenantId: tenant } = claimed;
  const target = await targetOf(keyring, claimed);
  if ('code' in target) {
    const finding = findingOf(refusedTest(target), claimed, at);
    const delay = spread(intervalSeconds, Math.random());
    return { claimed, at, took: 0, delay, finding, isSample: false, ...unwatched(before, at) };
  }
  const result = await checks.check(target, { tenant, signal });
  const took = (performance.now() - began) / 1_000;
  if (!result || result.code === 'CANCELLED') {
    const delay = Math.min(RETRY_SECONDS, intervalSeconds);
    return { claimed, at, took, delay, finding: null, isSample: false, state: before, incident: null };
  }
  const finding = findingOf(result, claimed, at);
  // Somebody wanted to know once: nobody looks again, so that an incident would never end.
  const turn = claimed.enabled ? nextHealth(before, finding.seen) : unwatched(before, at);
  const delay = checkDelay(turn.state, intervalSeconds, Math.random());
  return { claimed, at, took, delay, finding, isSample: true, ...turn };
}
