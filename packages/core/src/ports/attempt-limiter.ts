/**
 * Counts attempts before any hashing or lookup, in a store that all processes share. Throws RATE_LIMITED. A success gives
 * back what was taken: only failures add up.
 */
export interface AttemptLimiter {
  /** Guesses at an account's password, from one address. */
  password: {
    consume(account: string, address: string): Promise<void>;
    succeeded(account: string, address: string): Promise<void>;
  };
  /** Guesses at the secret of a link, from one address. */
  link: { consume(address: string): Promise<void>; succeeded(address: string): Promise<void> };
  /** Mails that anyone may cause: to one account, from one address. */
  mail: { consume(account: string, address: string): Promise<void> };
  /** Hand-overs that anyone may begin, from one address. */
  handOver: { consume(address: string): Promise<void> };
  /** Guesses at a short code: by a person, from one address. */
  shortCode: {
    consume(userId: string, address: string): Promise<void>;
    succeeded(userId: string, address: string): Promise<void>;
  };
  /** Mails that invite one address, whoever sends them from whatever tenant. */
  invitation: { consume(account: string): Promise<void> };
  /** Ids of other tenants that a person asks for, whatever with. */
  foreignId: { consume(userId: string): Promise<void>; assertLeft(userId: string): Promise<void> };
  /** Tests of connections, by a person. */
  test: { consume(userId: string): Promise<void> };
  /** Messages that a person has sent to targets by hand: mail goes to whom it names, asked or not. */
  message: { consume(userId: string): Promise<void> };
  /** Calls of tools by agents for a person: each of them is written down. */
  agentCall: { consume(userId: string): Promise<void> };
  /** An attempt whose input is not even valid: it counts for the address alone. */
  invalid(kind: AttemptKind, address: string): Promise<void>;
}

export type AttemptKind = 'password' | 'link' | 'mail';
