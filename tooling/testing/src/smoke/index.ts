export { ENDING } from './cases/ending.ts';
export { SMOKE_CASES } from './cases/index.ts';
export type { Door, Exception, SmokeCase } from './door.ts';
export { makeSample, type Sample } from './sample.ts';
export { beginTest, silentPeer } from './silent-peer.ts';
export { type Opened, type Start, Visit, type VisitOptions } from './visit.ts';
