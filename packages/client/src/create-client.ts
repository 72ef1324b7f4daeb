import type { AppRouter } from '@portolan/router';
import { createTRPCUntypedClient, httpBatchLink, httpLink, splitLink, type TRPCLink } from '@trpc/client';
import type { CallOptions, FeedHandlers } from './calls.ts';
import type { Client } from './client.ts';
import type { ClientOptions } from './client-options.ts';
import { eachItem } from './each-item.ts';
import { lazyLink } from './lazy-link.ts';
import { PortolanError } from './portolan-error.ts';
import { toPortolanError } from './to-portolan-error.ts';
import { warnOfBreaks } from './warn-of-breaks.ts';
import { withRetries } from './with-retries.ts';

/** As many calls as the server takes in one request. */
const MAX_BATCH = 10;
const RETRIES = 2;
/** Sessions begin and end in requests of their own: a batched answer cannot carry their cookie. */
const ALONE = new Set(['auth.login', 'auth.logout', 'invitations.acceptAndSignIn']);
/** Answers that come piece by piece, to be read with `for await`. */
const STREAMS = new Set([
  'audit.export',
  'installation.exportEvents',
  'connections.watchTest',
  'connections.watchSaved',
  'hypervisors.watchTest',
]);

/** A client of the hub at `url`, typed end to end by the router of its server. */
export function createClient(options: ClientOptions): Client;
export function createClient(url: string, options?: Omit<ClientOptions, 'url'>): Client;
export function createClient(given: string | ClientOptions, more: Omit<ClientOptions, 'url'> = {}): Client {
  const options = typeof given === 'string' ? { ...more, url: given } : given;
  const calls = createTRPCUntypedClient<AppRouter>({ links: [linkOf(options)] });
  const retried = (call: () => Promise<unknown>, isSafe: (error: PortolanError) => boolean, signal?: AbortSignal) => {
    warnOfBreaks(options);
    return withRetries(call, { times: options.retries ?? RETRIES, signal, isSafe }).then((answer) =>
      told(signal && isInPieces(answer) ? untilLeft(answer, signal) : answer, signal),
    );
  };
  const query: Verb = (path, input, given = {}) =>
    retried(() => calls.query(path, input, given), isUnanswered, given.signal);
  // Handlers or none: tRPC's types want to know which, and callers choose.
  const subscribe = calls.subscription.bind(calls) as (path: string, input: unknown, given: object) => unknown;
  const verbs: Record<string, Verb> = {
    query,
    mutate: (path, input, given = {}) => retried(() => calls.mutation(path, input, given), isUntaken, given.signal),
    subscribe: (path, input, given = {}) => told(subscribe(path, input, heardBy(given)), given.signal),
    each: (path, input, given) => eachItem((page) => query(path, page, given) as Promise<unknown>, input as object),
  };
  // Which calls there are is known to the types alone.
  return proxyOf(verbs, []) as unknown as Client;
}

type Verb = (path: string, input: unknown, options?: CallOptions) => unknown;

const isUntaken = ({ status }: PortolanError) => status === 429;
const isUnanswered = ({ status }: PortolanError) => status === 429 || status === 503;

type HttpFetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

function linkOf(options: ClientOptions): TRPCLink<AppRouter> {
  const link = {
    url: `${options.url.replace(/\/$/, '')}/trpc`,
    headers: () => headersOf(options),
    ...(options.fetch ? { fetch: options.fetch as HttpFetch } : {}),
  };
  return splitLink({
    condition: ({ path }) => ALONE.has(path),
    true: httpLink(link),
    false: splitLink({
      condition: ({ type, path }) => type === 'subscription' || STREAMS.has(path),
      true: lazyLink(async () => (await import('./live-link.ts')).liveLink(link)),
      false: httpBatchLink({ ...link, maxItems: MAX_BATCH, maxURLLength: 6_000 }),
    }),
  });
}

function headersOf({ apiKey, token, tenant }: ClientOptions): Record<string, string> {
  const secret = (apiKey ?? token)?.trim();
  const active = typeof tenant === 'function' ? tenant() : tenant;
  if (secret && !/^[!-~]+$/.test(secret)) throw noSecret();
  return {
    ...(secret ? { authorization: `Bearer ${secret}` } : {}),
    // No tenant has such letters in its name: the hub says so.
    ...(active ? { 'x-tenant-id': active.replace(/[^ -~]/g, '?') } : {}),
  };
}

/** Before `fetch` refuses it, in a message that shows it. */
function noSecret(): PortolanError {
  const message = 'The API key or token has characters in it that none has';
  return new PortolanError(Object.assign(new Error(message), { data: { appCode: 'UNAUTHORIZED', httpStatus: 401 } }));
}

/** `client.connections.list.query(input)` as a call of the verb, with the path that led to it. */
function proxyOf(verbs: Record<string, Verb>, path: string[]) {
  const call = () => {};
  return new Proxy(call, {
    // Not a promise: who awaits a client gets it.
    get: (_, name): unknown =>
      typeof name === 'string' && name !== 'then' ? proxyOf(verbs, [...path, name]) : undefined,
    apply: (_, __, [input, options]) => {
      const verb = verbs[path.at(-1) ?? ''];
      if (!verb) throw new TypeError(`${path.join('.')} is no call: end it by query, mutate, subscribe or each`);
      return verb(path.slice(0, -1).join('.'), input, options);
    },
  });
}

function heardBy({ onError, ...rest }: CallOptions & FeedHandlers<unknown>) {
  return onError ? { ...rest, onError: (error: unknown) => onError(toPortolanError(error)) } : rest;
}

/** What comes piece by piece fails as all else does. */
function told(answer: unknown, signal?: AbortSignal): unknown {
  return isInPieces(answer) ? piecesOf(answer, signal) : answer;
}

function isInPieces(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

/** Once it is left nothing more comes of it, not even what had arrived by then. */
async function* untilLeft(pieces: AsyncIterable<unknown>, signal: AbortSignal): AsyncGenerator<unknown, void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}

async function* piecesOf(pieces: AsyncIterable<unknown>, signal?: AbortSignal): AsyncGenerator<unknown, void> {
  try {
    yield* pieces;
  } catch (error) {
    throw toPortolanError(error, signal);
  }
}
