import type { RequestReach } from '@portolan/db';
import type { RequestContext } from './bindings.ts';
import { followed } from './followed.ts';
import { RequestWork } from './request-work.ts';

/** A comment, as streams of events know it. */
const BEAT = { bytes: new TextEncoder().encode(':\n'), ms: 2_000 };

/** Answers one request over connections of its own, which end once its body is sent and nothing else is at work. */
export async function serveRequest(
  reach: RequestReach,
  context: RequestContext,
  answer: () => Promise<Response>,
): Promise<Response> {
  const connections = reach.begin();
  const work = new RequestWork();
  const run = <T>(step: () => T) => work.run(() => connections.run(step));
  context.waitUntil(work.over.then(() => connections.end()));
  try {
    const response = await run(answer);
    if (response.body === null) {
      work.end();
      return response;
    }
    const isEvents = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const whenOver = () => work.end();
    return new Response(followed(response.body, { run, whenOver, ...(isEvents ? { beat: BEAT } : {}) }), response);
  } catch (error) {
    work.end();
    throw error;
  }
}
