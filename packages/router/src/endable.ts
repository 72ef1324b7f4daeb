import type { Agent, RequestInfo } from '@portolan/core';

/** The request of one call, whose signal also fires when the call is ended from here. Made when somebody listens. */
export class Endable implements RequestInfo {
  readonly id: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly ifMatch?: readonly string[];
  readonly agent?: Agent;
  readonly #request: RequestInfo;
  #ending: AbortController | undefined;
  #signal: AbortSignal | undefined;

  constructor(request: RequestInfo) {
    this.id = request.id;
    this.address = request.address;
    this.userAgent = request.userAgent;
    if (request.ifMatch) this.ifMatch = request.ifMatch;
    if (request.agent) this.agent = request.agent;
    this.#request = request;
  }

  get signal(): AbortSignal {
    this.#ending ??= new AbortController();
    const { signal } = this.#request;
    this.#signal ??= signal ? AbortSignal.any([signal, this.#ending.signal]) : this.#ending.signal;
    return this.#signal;
  }

  end(): void {
    this.#ending?.abort();
  }
}
