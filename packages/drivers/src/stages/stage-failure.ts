import type { DiagnosisCode, Stage, Team } from '@portolan/contract';

/** Ends a walk. `stage` is given where the evidence points at another stage than the one that was running. */
export class StageFailure extends Error {
  readonly code: DiagnosisCode;
  readonly remedy: string;
  readonly stage: Stage | undefined;
  /** The server's own words and number of the error, where it gave them; the message is ours alone. */
  serverMessage: string | undefined;
  errorNumber: string | undefined;
  /** Who can mend it, where that is not the code's own team. */
  team: Team | undefined;
  /** Whether nothing is known but that the time was up. */
  byDeadline = false;

  constructor(code: DiagnosisCode, message: string, remedy: string, stage?: Stage) {
    super(message);
    this.name = 'StageFailure';
    this.code = code;
    this.remedy = remedy;
    this.stage = stage;
  }

  /** With what the server said of it: its words, scrubbed, and its number, unless that is part of a secret. */
  quoting(words: string, number: string | number, secrets: readonly string[]): this {
    if (words !== '') this.serverMessage = words;
    const text = String(number);
    const safe = /^[0-9A-Z]{1,10}$/.test(text) && !secrets.some((secret) => secret.includes(text));
    if (safe) this.errorNumber = text;
    return this;
  }

  /** The whole message, the server's words at its end. */
  get told(): string {
    return this.serverMessage ? `${this.message}: ${this.serverMessage}` : this.message;
  }
}
