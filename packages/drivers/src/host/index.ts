export { type EgressRules, isEgressRule } from '../egress/egress-policy.ts';
export { createFetcher, type Fetcher } from '../outbound/create-fetcher.ts';
export { createHostCheck, type HostCheck } from '../outbound/create-host-check.ts';
export { createPoster, type Posted, type Poster } from '../outbound/create-poster.ts';
export { createDriverHost, type DriverHostOptions } from './create-driver-host.ts';
export { handBackMemory } from './hand-back-memory.ts';
export type { HostEvent } from './host-event.ts';
export { findNode, type NodeProgram, ownNode } from './node-program.ts';
