import { begin } from './begin.ts';

/** One bundle for all: it looks where it is. */
const { bun, deno } = process.versions;
await begin(() => (bun ? import('../bun.ts') : deno ? import('../deno.ts') : import('../node.ts')));
