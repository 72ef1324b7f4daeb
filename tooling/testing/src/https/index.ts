export type { Misbehaviour } from './misbehave.ts';
export { type HttpsPeer, type RawRequest, startHttpsPeer } from './start-https-peer.ts';
