import { cut, isPagePath } from '@portolan/contract';
import { createRestApp, problemResponse, respond } from '@portolan/rest';
import { AppError } from '@portolan/router';
import { Hono, type Context as HonoContext } from 'hono';
import { serveClient } from './client-face.ts';
import { createContext } from './context.ts';
import type { AppDependencies } from './dependencies.ts';
import { accessLog } from './gate/access-log.ts';
import { foreignHost } from './gate/foreign-host.ts';
import { malformedTarget } from './gate/malformed-target.ts';
import { refusing } from './gate/refusing.ts';
import { requestsUnderWay } from './gate/requests-under-way.ts';
import { severalHosts } from './gate/several-hosts.ts';
import { spokenMethods } from './gate/spoken-methods.ts';
import { wholeBody } from './gate/whole-body.ts';
import { logFailure } from './log-failure.ts';
import { mcpFace } from './mcp/mcp-face.ts';
import { countRequests, metricsFace } from './metrics-face.ts';
import { requestId } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { trpcFace } from './trpc-face.ts';
import { serveWebFiles } from './web-files.ts';

/** At once, of one address. */
const REQUESTS = { address: 256, loopback: 1_024 };

/** The product as one fetch handler: no environment, no listening, no platform. */
export function createApp(deps: AppDependencies): Hono {
  const app = new Hono({ strict: false, ...(deps.router ? { router: deps.router } : {}) });
  const contextOf = (c: HonoContext, cookies: string[], tenant?: string) => createContext(c, cookies, deps, tenant);
  const problem = (error: unknown, c: HonoContext) => problemResponse(c, error, requestId(c));
  const onError = (error: unknown, c: HonoContext) =>
    logFailure(deps.services.log, error, { requestId: requestId(c), path: c.req.path });

  app.use(securityHeaders(deps.publicUrl), accessLog(deps.requestLog, deps.addressOf, deps.logsAtOnce));
  if (deps.traced) app.use(deps.traced);
  if (deps.measured) app.use(countRequests(deps.measured.metrics));
  app.use(requestsUnderWay(deps.addressOf, REQUESTS), wholeBody);
  app.use(refusing(severalHosts, foreignHost(deps.site), malformedTarget));
  app.all('/trpc/*', spokenMethods, trpcFace({ createContext: contextOf, onError }));
  const { client } = deps;
  const { version } = deps.services;
  app.route(
    '/',
    createRestApp({ version, createContext: contextOf, onError, requestId, ...(client ? { client } : {}) }),
  );
  app.all('/mcp', mcpFace({ version, site: deps.site, createContext: contextOf, onError }));
  if (client) serveClient(app, client);
  if (deps.measured) app.get('/metrics', metricsFace({ ...deps.measured, addressOf: deps.addressOf }));
  app.all('/api/*', (c) => c.notFound());
  const serveWeb = deps.web ? serveWebFiles(deps.web) : null;
  app.get('*', async (c) => (await serveWeb?.(c)) ?? c.notFound());
  app.options('*', async (c) => {
    if (!isPagePath(c.req.path)) {
      const file = await serveWeb?.(c);
      await file?.body?.cancel();
      if (file?.status !== 200) return c.notFound();
    }
    return respond(c, null, 204, { allow: 'GET, HEAD, OPTIONS' });
  });
  app.notFound((c) => problem(new AppError('NOT_FOUND', `There is no ${cut(c.req.path)}`), c));
  app.onError((error, c) => {
    onError(error, c);
    return problem(error, c);
  });
  return app;
}
