import type { Agent, RequestInfo } from '@portolan/core';
import type { Context } from 'hono';
import { asked } from './asked.ts';

/**
 * What verbs know of a request. A class, as a getter written into an object would give each its own shape: V8 keeps shapes
 * where it looks for garbage last, and with it all that belongs to the request.
 */
export class CallerRequest implements RequestInfo {
  readonly id: string;
  readonly address: string;
  readonly userAgent: string | null;
  ifMatch?: readonly string[];
  agent?: Agent;
  readonly #c: Context;

  constructor(c: Context, addressOf: (c: Context) => string) {
    this.id = asked(c).id;
    this.address = asked(c).address(addressOf);
    this.userAgent = c.req.header('user-agent')?.slice(0, 300) ?? null;
    this.#c = c;
  }

  /** Made when somebody listens. */
  get signal(): AbortSignal {
    return this.#c.req.raw.signal;
  }
}
