import { type IncomingMessage, request } from 'node:http';
import type { Deadline, EgressPolicy } from '../driver.ts';
import { resolveHost } from '../network/resolve-host.ts';
import { deadlineAt } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { elsewhere, failureOf, hostOf, openTo, readUrl, redirectedTo } from './http-place.ts';

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
    url = redirectedTo(headers.location, url);
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
  const stream = await openTo(url, policy, deadline);
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
