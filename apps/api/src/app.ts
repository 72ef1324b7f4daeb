import { createRestApp, problemResponse } from '@portolan/rest';
import { AppError, appRouter, asTrpcError, toFailure } from '@portolan/router';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type Context as HonoContext } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createContext } from './context.ts';
import type { AppDependencies } from './dependencies.ts';
import { servedHosts } from './edge/served-hosts.ts';
import { wellFormedTarget } from './edge/well-formed-target.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_BATCH = 10;
const BODYLESS = new Set(['GET', 'HEAD']);

/** The product as one fetch handler: no environment, no listening, no platform. */
export function createApp(deps: AppDependencies): Hono {
  const app = new Hono({ strict: false });
  const contextOf = (c: HonoContext, cookies: string[], tenant?: string) => createContext(c, cookies, deps, tenant);
  const problem = (error: unknown, c: HonoContext) => problemResponse(c, error, requestId(c));
  const onError = (error: unknown, c: HonoContext) => {
    if (toFailure(error).status < 500) return;
    deps.services.log.error({ err: error, requestId: requestId(c), path: c.req.path }, 'request failed');
  };

  app.use(securityHeaders(deps.publicUrl));
  app.use(async (c, next) => {
    const started = performance.now();
    c.header('x-request-id', requestId(c));
    await next();
    const ms = Math.round(performance.now() - started);
    const fields = { requestId: requestId(c), method: c.req.method, path: c.req.path, status: c.res.status, ms };
    // Once the answer is on its way: nobody has to wait for a line of the log.
    setTimeout(() => deps.services.log.info(fields, 'request'), 0);
  });
  app.use(servedHosts(deps.site), wellFormedTarget);
  const tooLarge = () => new AppError('PAYLOAD_TOO_LARGE', 'The body is larger than 1 MiB');
  const limitBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => problem(tooLarge(), c) });
  app.use((c, next) => (BODYLESS.has(c.req.method) ? next() : limitBody(c, next)));

  app.all('/trpc/*', async (c) => {
    const cookies: string[] = [];
    const answer = await fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: MAX_BATCH,
      createContext: () => contextOf(c, cookies).catch((error) => Promise.reject(asTrpcError(error))),
      onError: ({ error }) => onError(error, c),
    });
    for (const cookie of cookies) answer.headers.append('set-cookie', cookie);
    return c.newResponse(answer.body, answer);
  });

  const rest = createRestApp({ version: deps.services.version, createContext: contextOf, onError, requestId });
  app.route('/', rest);
  app.all('/api/*', (c) => problem(new AppError('NOT_FOUND', `There is no ${c.req.path}`), c));
  app.get('*', async (c) => (await deps.serveWeb?.(c)) ?? c.notFound());
  app.notFound((c) => problem(new AppError('NOT_FOUND', `There is no ${c.req.path}`), c));
  app.onError((error, c) => {
    onError(error, c);
    return problem(error, c);
  });
  return app;
}
