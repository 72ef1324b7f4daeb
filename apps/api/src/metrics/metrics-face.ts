import { createHash, timingSafeEqual } from 'node:crypto';
import { problemResponse, respond } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { Handler, Context as HonoContext, MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';
import type { Metrics } from './metrics.ts';
import { requestMethod, requestRoute } from './request-route.ts';

export interface MetricsFace {
  metrics: Metrics;
  /** Who bears it may read; null: whoever asks from this machine itself. */
  token: string | null;
  addressOf(c: HonoContext): string;
}

/** What a proxy leaves on a request: behind one that nobody has named, everybody's address is this machine's. */
const PASSED_ON = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1)$/;

/** Counts each request when its answer begins. */
export function countRequests(metrics: Metrics): MiddlewareHandler {
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
    if (!mayRead(c)) return refuse(c, token !== null);
    const { body, type } = await metrics.text();
    return respond(c, body, 200, { 'content-type': type, 'cache-control': 'no-store' });
  };
}

function isNear(c: HonoContext, addressOf: (c: HonoContext) => string): boolean {
  return LOOPBACK.test(addressOf(c)) && PASSED_ON.every((name) => c.req.header(name) === undefined);
}

function bears(token: string): (c: HonoContext) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(`bearer ${token}`);
  return (c) => {
    const given = c.req.header('authorization') ?? '';
    return timingSafeEqual(digest(given.replace(/^bearer /i, 'bearer ')), wanted);
  };
}

function refuse(c: HonoContext, isByToken: boolean): Response {
  const error = isByToken
    ? new AppError('UNAUTHORIZED', 'Send PORTOLAN_METRICS_TOKEN as a bearer token')
    : new AppError('FORBIDDEN', 'Only this machine itself may read: set PORTOLAN_METRICS_TOKEN to read from elsewhere');
  return problemResponse(c, error, requestId(c));
}
