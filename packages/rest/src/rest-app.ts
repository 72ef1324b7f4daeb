import { cut } from '@portolan/contract';
import { AppError, appRouter, type Failure, type RouterContext, refuseAttempt, toFailure } from '@portolan/router';
import { Hono, type Context as HonoContext } from 'hono';
import { type ClientFacts, docsPage, docsStyle } from './docs-page.ts';
import { assertRead, ifMatch, isConditional } from './if-match.ts';
import { later } from './later.ts';
import { openApiDocument } from './openapi.ts';
import { type Operation, operationsOf } from './operations.ts';
import { problemOf, problemResponse } from './problem.ts';
import { readInput } from './read-input.ts';
import { respond } from './respond.ts';
import { writeAnswer } from './write-answer.ts';
import { writeStream } from './write-stream.ts';

export interface RestOptions {
  version: string;
  /** The context of a request; cookies that verbs set land in `cookies`. `tenant` is one that the path names. */
  createContext(c: HonoContext, cookies: string[], tenant?: string): Promise<RouterContext>;
  /** Told of every error that is nobody's fault but ours. */
  onError(error: unknown, c: HonoContext): void;
  requestId(c: HonoContext): string;
  /** The client that is given away, for those who read the reference. */
  client?: ClientFacts;
}

/** Read once, as the modules are: no request waits for it, where a runtime makes the app with the first. */
const operations = operationsOf(appRouter);

/** What describes the API, and is no part of it. */
const READABLE = ['/api/openapi.json', '/api/docs', '/api/docs.css'];

/** The REST face: one route for each entry in the procedures' meta, the OpenAPI document and its readable form. */
export function createRestApp(options: RestOptions): Hono {
  const app = new Hono({ strict: false });
  for (const operation of operations) {
    app.on(operation.route.method, honoPath(operation.route.path), (c) => answer(c, operation, options));
  }
  const document = later(() => openApiDocument(operations, options.version));
  app.get('/api/openapi.json', (c) => c.json(document()));
  const page = later(() => docsPage(document(), options.client));
  app.get('/api/docs', (c) => c.html(page()));
  app.get('/api/docs.css', (c) => c.body(docsStyle, 200, { 'content-type': 'text/css; charset=utf-8' }));
  for (const [path, methods] of methodsByPath(operations)) app.all(path, (c) => otherMethod(c, methods, options));
  return app;
}

/** What a path takes, for those who ask and those who did not; nobody of another origin may use the answer. */
function otherMethod(c: HonoContext, methods: readonly string[], options: RestOptions): Response {
  const withHead = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  const headers = { allow: [...withHead, 'OPTIONS'].join(', ') };
  if (c.req.method === 'OPTIONS') return respond(c, null, 204, headers);
  const error = new AppError('METHOD_NOT_ALLOWED', `${cut(c.req.method)} is not a method of this path`);
  return problemResponse(c, error, options.requestId(c), { headers });
}

async function answer(c: HonoContext, operation: Operation, options: RestOptions): Promise<Response> {
  const cookies: string[] = [];
  const headers = () => (cookies.length > 0 ? { 'set-cookie': cookies } : {});
  try {
    const { tenantParam } = operation.route;
    const ctx = await options.createContext(c, cookies, tenantParam && c.req.param(tenantParam));
    // Before anything is read: a stranger with garbage learns nothing about what would have been accepted.
    if (operation.meta.access !== 'public' && !ctx.principal) throw new AppError('UNAUTHORIZED', 'Sign in first');
    const input = await readInput(c, operation).catch((error) => refuseAttempt(ctx, operation.meta, error));
    const versions = isConditional(operation.route) ? ifMatch(c.req.header('if-match')) : undefined;
    if (versions) ctx.request.ifMatch = versions;
    const output = await operation.call(ctx, input);
    assertRead(operation.route, versions, output);
    if (operation.route.stream) {
      const onError = (error: unknown) => options.onError(error, c);
      const problem = (failure: Failure) => problemOf(c, failure, options.requestId(c), operation.route);
      const more = { headers: headers(), problem, onError };
      return await writeStream(c, operation, output as AsyncIterable<unknown>, more);
    }
    return writeAnswer(c, operation, output, headers());
  } catch (error) {
    if (toFailure(error).status >= 500) options.onError(error, c);
    const { route } = operation;
    return problemResponse(c, error, options.requestId(c), { route, headers: headers() });
  }
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(operations: Operation[]): Map<string, string[]> {
  const methods = new Map<string, string[]>(READABLE.map((path) => [path, ['GET']]));
  for (const { route } of operations) {
    const path = honoPath(route.path);
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
  }
  return methods;
}
