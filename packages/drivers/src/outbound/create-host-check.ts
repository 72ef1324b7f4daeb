import { parseHost } from '@portolan/contract';
import { createEgressPolicy, EGRESS_REFUSAL, type EgressRules } from '../egress/egress-policy.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { deadlineAt } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** The address of a host that may be dialled, or why there is none. */
export type HostAnswer =
  | { address: string }
  | { stage: 'policy' | 'dns'; code: 'EGRESS_BLOCKED' | 'DNS_NOT_FOUND' | 'TIMEOUT'; message: string };
export type HostCheck = (host: string, signal: AbortSignal | undefined) => Promise<HostAnswer>;

const LOOK_MS = 5_000;

/** Resolves a host once, and asks the egress policy of what it is: for those that dial it by other means than ours. */
export function createHostCheck(egress: EgressRules): HostCheck {
  const policy = createEgressPolicy(egress);
  const blocked = { stage: 'policy', code: 'EGRESS_BLOCKED', message: EGRESS_REFUSAL } as const;
  return async (text, signal) => {
    const host = parseHost(text);
    if (!host) return { stage: 'dns', code: 'DNS_NOT_FOUND', message: 'The host is no host name or address' };
    if (!policy.allowsHost(host)) return blocked;
    try {
      const [address] = await resolveHost(host, policy, deadlineAt(Date.now() + LOOK_MS, signal));
      return address === undefined ? blocked : { address };
    } catch (error) {
      if (!(error instanceof StageFailure)) throw error;
      if (error.code === 'EGRESS_BLOCKED') return blocked;
      const code = error.code === 'TIMEOUT' ? 'TIMEOUT' : 'DNS_NOT_FOUND';
      return { stage: 'dns', code, message: error.message };
    }
  };
}
