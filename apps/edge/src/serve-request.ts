import type { RequestReach } from '@portolan/db';
import type { RequestContext } from './bindings.ts';
import { followed } from './followed.ts';
import { RequestWork } from './request-work.ts';

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
    return followed(await run(answer), { run, whenOver: () => work.end() });
  } catch (error) {
    work.end();
    throw error;
  }
}
