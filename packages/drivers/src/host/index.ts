export { createDriverHost, type DriverHostOptions } from './create-driver-host.ts';
export { type EgressRules, isEgressRule } from './egress-policy.ts';
export type { HostEvent } from './host-event.ts';
