import type { Contract } from './contract-breaks.ts';

// Inside the workspace types hold both ends together. In the package that a hub serves both of these are of its build.
/** Tells one contract of a server from another; null where there is none to hold against. */
export const DIGEST: string | null = null;
/** The version of the hub that the package came from. */
export const VERSION = '';

export const loadContract = async (): Promise<Contract | null> => null;
