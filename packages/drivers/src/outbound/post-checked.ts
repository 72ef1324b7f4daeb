import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { parseHost } from '@portolan/contract';
import type { Deadline, EgressPolicy } from '../driver.ts';
import { egressFailure } from '../network/network-failure.ts';
import { openSocket } from '../network/open-socket.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { secureSocket } from '../network/secure-socket.ts';
import { deadlineAt, endOf } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** One deadline for names, connections, redirects and the answer together. */
export interface PostLimits {
  deadlineMs: number;
  redirects: number;
}

/** Redirects that keep what is asked. */
const REDIRECTS = new Set([301, 302, 307, 308]);
const context = createSecureContext({ minVersion: 'TLSv1.2' });
const TLS = { mode: 'verify-full', context } as const;

/**
 * Posts a text and answers the status. Each address on the way, those of redirects too, is resolved once, asked of the
 * policy, and dialled as it was checked. Of the answer nothing but its head is read. Rejects with a StageFailure.
 */
export async function postChecked(post: Post, policy: EgressPolicy, limits: PostLimits): Promise<number> {
  const deadline = deadlineAt(Date.now() + limits.deadlineMs);
  let url = readUrl(post.url);
  for (let left = limits.redirects; ; left--) {
    const { statusCode = 0, headers } = await postOnce({ ...post, url }, policy, deadline);
    if (!REDIRECTS.has(statusCode) || !headers.location) return statusCode;
    if (left <= 0) throw elsewhere('The target redirects too often');
    const next = readUrl(headers.location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') throw elsewhere('The target redirects to plain HTTP');
    url = next;
  }
}

/** Whether a post may go there, as far as names tell just now: one that cannot be resolved yet is not refused. */
export async function mayPost(url: string, policy: EgressPolicy, deadlineMs: number): Promise<boolean> {
  try {
    const host = hostOf(readUrl(url));
    if (!policy.allowsHost(host)) return false;
    await resolveHost(host, policy, deadlineAt(Date.now() + deadlineMs));
    return true;
  } catch (error) {
    return error instanceof StageFailure && error.code !== 'EGRESS_BLOCKED' && error.code !== 'CONFIG_INVALID';
  }
}

async function postOnce(
  { url, headers, body }: Omit<Post, 'url'> & { url: URL },
  policy: EgressPolicy,
  deadline: Deadline,
): Promise<IncomingMessage> {
  const stream = await open(url, policy, deadline);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = request({
    createConnection: () => stream,
    method: 'POST',
    path: url.pathname + url.search,
    headers: {
      ...headers,
      host: url.host,
      'content-length': new TextEncoder().encode(body).length,
      'user-agent': 'Portolan',
      connection: 'close',
    },
  });
  outgoing.once('response', resolve);
  // Stays: what comes after the answer is nobody's concern, and must not end the process.
  outgoing.on('error', (error: NodeJS.ErrnoException) => reject(failureOf(error, deadline)));
  outgoing.end(body);
  try {
    return await promise;
  } finally {
    outgoing.destroy();
    stream.destroy();
  }
}

async function open(url: URL, policy: EgressPolicy, deadline: Deadline): Promise<Duplex> {
  const host = hostOf(url);
  if (!policy.allowsHost(host)) throw egressFailure();
  const addresses = await resolveHost(host, policy, deadline);
  const isEncrypted = url.protocol === 'https:';
  const socket = await openSocket(addresses, Number(url.port) || (isEncrypted ? 443 : 80), deadline);
  if (!isEncrypted) return socket;
  try {
    return await secureSocket(socket, host, TLS);
  } catch (error) {
    socket.destroy();
    throw deadline.signal.aborted ? endOf(deadline) : error;
  }
}

function readUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new StageFailure(
      'CONFIG_INVALID',
      'The address is no address of HTTP',
      'Enter one that begins with https://',
    );
  }
  return url;
}

function hostOf({ hostname }: URL) {
  const host = parseHost(hostname);
  if (!host) throw new StageFailure('CONFIG_INVALID', 'The host is no host name or address', 'Check the address');
  return host;
}

function failureOf({ code = '' }: NodeJS.ErrnoException, deadline: Deadline): StageFailure {
  if (deadline.signal.aborted) return endOf(deadline);
  if (code.startsWith('HPE_')) {
    return new StageFailure('WRONG_SERVICE', 'What the target answers is not HTTP', 'Check host and port');
  }
  return new StageFailure('TCP_RESET', 'The target closed the connection without an answer', 'Ask whose service it is');
}

function elsewhere(message: string): StageFailure {
  return new StageFailure('ROUTED_ELSEWHERE', message, 'Enter the address that the target has now');
}
