export type { ComputeEgress, EgressAnswer } from './compute-egress.ts';
export { type ComputeHostOptions, createComputeHost } from './create-compute-host.ts';
