import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Deadline, EgressPolicy } from '../driver.ts';
import { deadlineAt, within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { elsewhere, failureOf, openTo, readUrl, redirectedTo } from './http-place.ts';

export interface FetchLimits {
  /** For the name, the connection and the head of the answer of each address on the way. */
  headMs: number;
  /** For all of it. */
  deadlineMs: number;
  redirects: number;
}

/** The answer of a server: its body is still to be read, by the same connection. */
export interface Fetched {
  status: number;
  /** As the server says; null where it does not. */
  length: number | null;
  body: IncomingMessage;
  /** Why the body ended before its time. */
  failureOf(error: Error): StageFailure;
  close(): void;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for what lies at an address. Each address on the way, those of redirects too, is resolved once, asked of the policy,
 * and dialled as it was checked. Rejects with a StageFailure.
 */
export async function fetchChecked(
  text: string,
  policy: EgressPolicy,
  { headMs, deadlineMs, redirects }: FetchLimits,
  signal: AbortSignal,
): Promise<Fetched> {
  const whole = deadlineAt(Date.now() + deadlineMs, signal);
  let url = readUrl(text);
  for (let left = redirects; ; left--) {
    const fetched = await fetchOnce(url, policy, { whole, headMs });
    const { location } = fetched.body.headers;
    if (!REDIRECTS.has(fetched.status) || !location) return fetched;
    fetched.close();
    if (left <= 0) throw elsewhere('The address redirects too often');
    url = redirectedTo(location, url);
  }
}

async function fetchOnce(
  url: URL,
  policy: EgressPolicy,
  { whole, headMs }: { whole: Deadline; headMs: number },
): Promise<Fetched> {
  const head = deadlineAt(Date.now() + Math.min(headMs, whole.remainingMs()), whole.signal);
  // The socket lives as long as the body: what ends it is the deadline of all.
  const opening = openTo(url, policy, { signal: whole.signal, remainingMs: head.remainingMs });
  const stream = await within(head, opening).catch((error: unknown) => {
    void opening.then((late) => late.destroy()).catch(() => {});
    throw error;
  });
  const outgoing = ask(url, stream);
  const close = () => {
    outgoing.destroy();
    stream.destroy();
  };
  const answered = Promise.withResolvers<IncomingMessage>();
  outgoing.once('response', answered.resolve);
  // Stays: what comes after the answer is told by its body.
  outgoing.on('error', (error: NodeJS.ErrnoException) => answered.reject(failureOf(error, head)));
  try {
    const body = await within(head, answered.promise);
    body.on('error', () => {});
    const length = Number(body.headers['content-length'] ?? Number.NaN);
    return {
      status: body.statusCode ?? 0,
      length: Number.isSafeInteger(length) ? length : null,
      body,
      failureOf: (error) => (error instanceof StageFailure ? error : failureOf(error, whole)),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function ask(url: URL, stream: Duplex) {
  const outgoing = request({
    createConnection: () => stream,
    method: 'GET',
    path: url.pathname + url.search,
    headers: { host: url.host, accept: '*/*', 'user-agent': 'Portolan', connection: 'close' },
  });
  outgoing.end();
  return outgoing;
}
