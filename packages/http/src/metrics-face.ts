import { problemResponse, respond } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { Handler, Context as HonoContext, MiddlewareHandler } from 'hono';
import { requestId } from './request-id.ts';
import { requestMethod, requestRoute } from './request-route.ts';

/** What counts requests by how they ended, and tells it in the text form of Prometheus. */
export interface RequestMeasures {
  /** `route` is one of few, whatever was asked for: `/api/connections/:id`, `/trpc/connections.list`. */
  onRequest(method: string, route: string, status: number, seconds: number): void;
  /** All there is to tell now, and its media type. */
  text(): Promise<{ body: string; type: string }>;
}

export interface MetricsFace {
  metrics: RequestMeasures;
  /** Who bears it may read; null: whoever asks from this machine itself. */
  token: string | null;
  addressOf(c: HonoContext): string;
}

/** What a proxy leaves on a request: behind one that nobody has named, everybody's address is this machine's. */
const PASSED_ON = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/** Counts each request when its answer begins. */
export function countRequests(metrics: RequestMeasures): MiddlewareHandler {
  return async (c, next) => {
    const started = performance.now();
    await next();
    metrics.onRequest(requestMethod(c), requestRoute(c), c.res.status, (performance.now() - started) / 1_000);
  };
}

/** `/metrics`, for the operator of the installation alone. */
export function metricsFace({ metrics, token, addressOf }: MetricsFace): Handler {
  const mayRead = token === null ? (c: HonoContext) => isNear(c, addressOf) : bears(token);
  return async (c) => {
    if (!(await mayRead(c))) return refuse(c, token !== null);
    const { body, type } = await metrics.text();
    return respond(c, body, 200, { 'content-type': type, 'cache-control': 'no-store' });
  };
}

function isNear(c: HonoContext, addressOf: (c: HonoContext) => string): boolean {
  return LOOPBACK.test(addressOf(c)) && PASSED_ON.every((name) => c.req.header(name) === undefined);
}

function bears(token: string): (c: HonoContext) => Promise<boolean> {
  return async (c) => {
    const given = c.req.header('authorization') ?? '';
    const [one, other] = await Promise.all([`bearer ${token}`, given.replace(/^bearer /i, 'bearer ')].map(digest));
    // Of digests, as long as it takes: how much of it was right is told by no clock.
    return one !== undefined && one.reduce((differ, byte, at) => differ | (byte ^ (other?.[at] ?? 0)), 0) === 0;
  };
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function refuse(c: HonoContext, isByToken: boolean): Response {
  const error = isByToken
    ? new AppError('UNAUTHORIZED', 'Send PORTOLAN_METRICS_TOKEN as a bearer token')
    : new AppError('FORBIDDEN', 'Only this machine itself may read: set PORTOLAN_METRICS_TOKEN to read from elsewhere');
  return problemResponse(c, error, requestId(c));
}
