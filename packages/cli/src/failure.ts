import { EXIT, type Exit } from './exit.ts';

/** Why a command did not do what it was asked for: one sentence that says what to do, and never a stack. */
export class Failure extends Error {
  readonly exit: Exit;
  readonly code: string;
  /** Where it is for several things: each of them. */
  readonly details: readonly string[];

  constructor(
    message: string,
    exit: Exit = EXIT.usage,
    code = exit === EXIT.usage ? 'USAGE' : 'REFUSED',
    details: readonly string[] = [],
  ) {
    super(message);
    this.exit = exit;
    this.code = code;
    this.details = details;
  }
}
