export { type EgressRules, isEgressRule } from '../egress/egress-policy.ts';
export { createDriverHost, type DriverHostOptions } from './create-driver-host.ts';
export type { HostEvent } from './host-event.ts';
