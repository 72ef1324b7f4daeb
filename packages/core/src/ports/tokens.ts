/** What a token says: the session it speaks for, and until when (seconds since 1970). */
export interface Verified {
  sessionId: string;
  expires: number;
}

export interface Tokens {
  issue(sessionId: string, userId: string): Promise<string>;
  /** Null for a token that is not ours, altered or expired. */
  verify(token: string): Promise<Verified | null>;
}
