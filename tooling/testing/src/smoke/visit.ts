import assert from 'node:assert/strict';
import type { Sample } from './sample.ts';

/** A hub that serves. */
export interface Opened {
  url: string;
  /** In order, as an operator does. Answers what the process ended with. */
  stop(): Promise<number | string>;
}

/** Serves until it is stopped; `env` is what is set besides. Rejects with what it said where it does not serve. */
export type Start = (env?: Record<string, string>) => Promise<Opened>;

export interface VisitOptions extends Opened {
  /** Another of the same kind, beside the one that is visited. */
  start: Start;
  /** The tenant of this visit, which it makes itself. */
  slug: string;
  operator: { username: string; password: string };
  sample: Sample;
  /** Asks the system database, as its owner, and that of the tenant. */
  query(sql: string, values?: unknown[]): Promise<object[]>;
  inTenant(slug: string, sql: string, values?: unknown[]): Promise<object[]>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: cases look at what they have asked for.
  body: any;
}

export interface AskOptions {
  /** Who asks: by default the bearer of the token. */
  as?: 'token' | 'cookie' | 'nobody';
  body?: unknown;
  headers?: Record<string, string>;
  /** Ends the call. */
  signal?: AbortSignal;
}

/** One walk through a hub: what earlier cases have found out is there for later ones. */
export class Visit {
  readonly options: VisitOptions;
  token = '';
  cookie = '';
  /** The connection of the walk, and the version of it that was seen last. */
  connection = '';
  etag = '';
  /** A member who has set their password here. */
  member = { email: '', password: 'member-password-1', token: '' };

  constructor(options: VisitOptions) {
    this.options = options;
  }

  async ask(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    const response = await this.open(method, path, options);
    const text = await response.text();
    const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : null };
  }

  /** The same, its body still to be read. */
  open(method: string, path: string, { as = 'token', body, headers = {}, signal }: AskOptions = {}): Promise<Response> {
    const sent = new Headers(headers);
    if (as === 'token' && !sent.has('authorization')) sent.set('authorization', `Bearer ${this.token}`);
    if (as === 'cookie') {
      sent.set('cookie', this.cookie);
      if (!sent.has('origin')) sent.set('origin', this.options.url);
    }
    if (as !== 'nobody' && !sent.has('x-tenant-id')) sent.set('x-tenant-id', this.options.slug);
    const isText = typeof body === 'string' || body === undefined;
    if (body !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json');
    const init = {
      method,
      headers: sent,
      body: isText ? (body ?? null) : JSON.stringify(body),
      signal: signal ?? null,
    };
    return fetch(this.options.url + path, init);
  }

  /** Asks, and expects a status. */
  async expect(status: number, method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    const answer = await this.ask(method, path, options);
    assert.equal(answer.status, status, `${method} ${path} answers ${answer.status}: ${answer.text.slice(0, 500)}`);
    return answer;
  }

  /** Asks, and expects a refusal of this code. */
  async refused(status: number, code: string, method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    const answer = await this.expect(status, method, path, options);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(answer.body.error.code, code);
    assert.equal(answer.body.status, status);
    return answer;
  }

  signIn(username: string, password: string): Promise<Answer> {
    return this.ask('POST', '/api/v1/auth/token', { as: 'nobody', body: { username, password } });
  }

  /** What a connection to the sample is made of. */
  draft(over: object = {}): object {
    return { name: 'Sample', dbType: 'postgresql', useSsl: false, ...this.options.sample, ...over };
  }
}
