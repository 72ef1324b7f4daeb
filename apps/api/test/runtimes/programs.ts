import { BUN, DENO, NODE_24 } from '@portolan/programs';
import { JOBS_WAIT, ONE_PROCESS } from './exceptions.ts';
import { processDoor } from './process-door.ts';

const exceptions = [JOBS_WAIT, ONE_PROCESS];
const RIGHTS = ['--allow-net', '--allow-env', '--allow-read', '--allow-sys'];
const denoWith = (...rights: string[]) => [DENO, 'run', '--no-prompt', '--no-lock', ...rights] as const;

export const bun = processDoor({ name: 'Bun', runtime: 'bun', program: [BUN], exceptions });
export const deno = processDoor({
  name: 'Deno',
  runtime: 'deno',
  program: denoWith(...RIGHTS, '--allow-run'),
  exceptions,
});
/** That may write as well: files of its own, and those of an embedded PostgreSQL. */
export const freeDeno = processDoor({ name: 'Deno', runtime: 'deno', program: denoWith('-A') });
/** That may run no programs, and so no drivers. */
export const boundDeno = processDoor({ name: 'Deno', runtime: 'deno', program: denoWith(...RIGHTS), exceptions });
export const node24 = processDoor({ name: 'Node 24', runtime: 'node', program: [NODE_24] });
export const node26 = processDoor({ name: 'Node 26', runtime: 'node', program: [process.execPath] });
