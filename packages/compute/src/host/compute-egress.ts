import type { HypervisorCode } from '@portolan/contract';

/** What the policy of the installation says of a host: the address that may be dialled, or why there is none. */
export type EgressAnswer =
  | { address: string }
  | {
      stage: 'policy' | 'dns';
      code: Extract<HypervisorCode, 'EGRESS_BLOCKED' | 'DNS_NOT_FOUND' | 'TIMEOUT'>;
      message: string;
    };

/** Asked before each call to a hypervisor that is not on this machine: the name is resolved once, and the checked address is dialled. */
export type ComputeEgress = (host: string, signal: AbortSignal | undefined) => Promise<EgressAnswer>;
