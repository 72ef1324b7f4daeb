import { AppError } from '@portolan/router';
import { asked } from './asked.ts';
import type { Fault } from './refusing.ts';

/** More than any list has filters. */
const MAX_QUERY_KEYS = 100;
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/**
 * An address that does not decode to text: whoever reads it later would each make something else of it. A stray percent
 * sign in a query stands for itself, as the URL standard has it.
 */
export const malformedTarget: Fault = (c) => {
  const { pathname, search } = asked(c).url;
  const fault = faultOf(pathname, search);
  return fault === null ? null : new AppError('VALIDATION_ERROR', fault);
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
