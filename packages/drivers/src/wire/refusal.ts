import * as z from 'zod/mini';

/** Why a host did not take a call, with the status of HTTP that it is told by. Nobody was dialled. */
export const REFUSALS = {
  UNKNOWN_HUB: 401,
  OTHER_HOST: 401,
  TOKEN_EXPIRED: 401,
  TOKEN_INVALID: 401,
  REPLAYED: 401,
  OTHER_BOOT: 401,
  BODY_CHANGED: 401,
  UNREADABLE: 401,
  MALFORMED: 400,
  OTHER_VERSION: 400,
  TOO_LARGE: 413,
  BUSY: 503,
  CLOSING: 503,
} as const;
export type RefusalReason = keyof typeof REFUSALS;

export const RefusalBody = z.object({
  refused: z.enum(Object.keys(REFUSALS) as RefusalReason[]),
  /** Of the host, where it is another one than the hub's. */
  version: z.optional(z.string().check(z.regex(/^[\w .()+-]{1,100}$/))),
});

/** Ends a call before it has begun. `hub` and `call` are the key and the id it came with, where they are known to be true. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly hub: string | undefined;
  readonly call: string | undefined;

  constructor(reason: RefusalReason, known: { hub?: string; call?: string } = {}) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
    this.hub = known.hub;
    this.call = known.call;
  }
}
