import type { Principal } from '@portolan/core';
import { AppError } from '@portolan/router';
import type { Context } from 'hono';

declare module 'hono' {
  interface ContextVariableMap {
    asked: Asked;
  }
}

/** What the steps of the edge want to know of a request, each made out once. */
export class Asked {
  /** Ours always: an id from outside could carry anything into the log. */
  readonly id: string = crypto.randomUUID();
  /** Who asks, once it is known. */
  caller: Principal | null = null;
  readonly #c: Context;
  #url: URL | undefined;
  #address: string | undefined;

  constructor(c: Context) {
    this.#c = c;
  }

  get url(): URL {
    this.#url ??= URL.parse(this.#c.req.url) ?? undefined;
    // Not every runtime refuses by itself what names two hosts, or none that is one.
    if (!this.#url) throw new AppError('VALIDATION_ERROR', 'The host or the target of the request cannot be read');
    return this.#url;
  }

  /** The address of the peer, by the platform that knows it. */
  address(addressOf: (c: Context) => string): string {
    this.#address ??= addressOf(this.#c);
    return this.#address;
  }
}

export function asked(c: Context): Asked {
  const known = c.get('asked');
  if (known) return known;
  const made = new Asked(c);
  c.set('asked', made);
  return made;
}
