import type { Context } from '@portolan/core';
import type { Manifest } from '@portolan/db';
import type { Composition } from '../compose.ts';
import type { Installation } from './open-installation.ts';

/** A call that makes no sense: one line, and exit code 2. */
export class UsageError extends Error {}

export interface Call {
  composition: Composition;
  /** For verbs: the actor is nobody, the address `cli`. */
  context: Context;
  /** What follows the command's own words. */
  args: string[];
  options: Record<string, string | boolean | undefined>;
  say(line: string): void;
  /** What is in the backup that the command was opened with. */
  manifest?: Manifest;
}

export interface Command {
  /** One or two words. */
  name: string;
  /** What follows the name. */
  usage: string;
  summary: string;
  options: Record<string, { type: 'string' | 'boolean' }>;
  /** How many arguments it takes at most. */
  maxArgs: number;
  /** It changes something by a verb, which leaves an event: refused under a key of another installation. */
  writes?: true;
  /** Where the command does not work with an installation that is there already. */
  open?(call: Pick<Call, 'args'>): Promise<Installation>;
  /** Answers the exit code: 1 when there is something left to mend. */
  run(call: Call): Promise<number>;
}
