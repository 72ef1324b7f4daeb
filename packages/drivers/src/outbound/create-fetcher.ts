import { createEgressPolicy, type EgressRules } from '../egress/egress-policy.ts';
import { type Fetched, type FetchLimits, fetchChecked } from './fetch-checked.ts';

/** Fetches from addresses that people have entered, under the egress policy. Rejects with a failure that has a code. */
export type Fetcher = (url: string, signal: AbortSignal) => Promise<Fetched>;

const LIMITS: FetchLimits = { headMs: 20_000, deadlineMs: 6 * 3_600_000, redirects: 5 };

export function createFetcher(egress: EgressRules, limits: FetchLimits = LIMITS): Fetcher {
  const policy = createEgressPolicy(egress);
  return (url, signal) => fetchChecked(url, policy, limits, signal);
}
