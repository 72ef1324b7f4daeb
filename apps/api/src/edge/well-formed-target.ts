import { problemResponse } from '@portolan/rest';
import { AppError } from '@portolan/router';
import type { MiddlewareHandler } from 'hono';
import { requestId } from '../request-id.ts';

/** More than any list has filters. */
const MAX_QUERY_KEYS = 100;
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/**
 * Refuses addresses that do not decode to text: whoever reads them later would each make something else of them. A stray
 * percent sign in a query stands for itself, as the URL standard has it.
 */
export const wellFormedTarget: MiddlewareHandler = async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  const fault = faultOf(pathname, search);
  if (fault === null) return next();
  return problemResponse(c, new AppError('VALIDATION_ERROR', fault), requestId(c));
};

function faultOf(pathname: string, search: string): string | null {
  if (!decodes(pathname)) return 'The path is not well-formed UTF-8';
  if (!(search.match(ESCAPES) ?? []).every(decodes)) return 'The query is not well-formed UTF-8';
  return search.split('&').length > MAX_QUERY_KEYS ? `The query has more than ${MAX_QUERY_KEYS} keys` : null;
}

function decodes(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}
