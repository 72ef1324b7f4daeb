import type { Access } from '@portolan/router';

/** What a body may hold. Keys and entries of lists are counted at every depth, before anything is made of them. */
export interface BodyLimits {
  bytes: number;
  keys: number;
  entries: number;
  depth: number;
}

export const MAX_BODY_BYTES = 1024 * 1024;

const KNOWN_CALLER: BodyLimits = { bytes: MAX_BODY_BYTES, keys: 2_000, entries: 10_000, depth: 32 };
const ANYONE: BodyLimits = { bytes: 16 * 1024, keys: 100, entries: 100, depth: 32 };

/** Strangers get little: nothing that anyone may call needs more. */
export function limitsFor(access: Access | undefined): BodyLimits {
  return access === 'public' ? ANYONE : KNOWN_CALLER;
}
