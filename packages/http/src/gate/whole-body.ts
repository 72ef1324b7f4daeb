import { discardRest, MAX_BODY_BYTES, problemResponse, tooLarge } from '@portolan/rest';
import type { MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';

const BODYLESS = new Set(['GET', 'HEAD']);

/**
 * No body is larger than it says, nor than 1 MiB; and what of it nobody has read when the answer is there is read on, so
 * that whoever still sends gets to see the answer instead of a broken pipe.
 */
export const wholeBody: MiddlewareHandler = async (c, next) => {
  const declared = Number(c.req.header('content-length') ?? 0) || 0;
  if (BODYLESS.has(c.req.method)) {
    if (!(declared > 0) && c.req.header('transfer-encoding') === undefined) return next();
    await next();
    // Nobody reads it, and nobody waits for its end.
    c.header('connection', 'close');
    return;
  }
  if (declared <= MAX_BODY_BYTES) await next();
  else c.res = problemResponse(c, tooLarge(MAX_BODY_BYTES), requestId(c));
  // Somebody who asks first whether to send it has sent nothing yet.
  const asksFirst = declared > MAX_BODY_BYTES && c.req.header('expect') !== undefined;
  const isWhole = !asksFirst && (await discardRest(c.req.raw));
  if (!isWhole || c.res.status === 413) c.header('connection', 'close');
};
