import type { ComputeGateway, HypervisorTarget } from '@portolan/compute';
import type { Services } from '../context.ts';
import type { ClaimedVm } from './claim-work.ts';

export type KeepingServices = Pick<Services, 'db' | 'keyring' | 'storedKeys' | 'images' | 'log'> & {
  compute: ComputeGateway;
};

/** What is done about one machine, at the hypervisor that it is on. Ends with its signal, as somebody else's by then. */
export interface Working {
  services: KeepingServices;
  vm: ClaimedVm;
  target: HypervisorTarget;
  signal: AbortSignal;
}
