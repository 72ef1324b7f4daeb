import type { SmokeCase } from '../door.ts';
import { AGENTS_AND_KEYS } from './agents-and-keys.ts';
import { BROWSING } from './browsing.ts';
import { CONNECTIONS } from './connections.ts';
import { FAULTS } from './faults.ts';
import { LEAVING } from './leaving.ts';
import { PAGE } from './page.ts';
import { PROCESS } from './process.ts';
import { SIGNING_IN } from './signing-in.ts';
import { STREAMS } from './streams.ts';
import { TESTING } from './testing.ts';

/** What everybody needs, in the order of a walk: later cases build on earlier ones. */
export const SMOKE_CASES: readonly SmokeCase[] = [
  ...PAGE,
  ...SIGNING_IN,
  ...CONNECTIONS,
  ...TESTING,
  ...BROWSING,
  ...STREAMS,
  ...FAULTS,
  ...AGENTS_AND_KEYS,
  ...PROCESS,
  ...LEAVING,
];
