import { AppError } from '@portolan/router';
import { givenTwice } from './given-twice.ts';

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;

/**
 * The values of a form or a query, each key once but for those that `repeats` says are lists. A stray percent sign stands
 * for itself, as the URL standard has it.
 */
export function parseForm(
  text: string,
  mostKeys: number,
  repeats: (key: string) => boolean = () => false,
): Map<string, string | string[]> {
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > mostKeys) throw new AppError('VALIDATION_ERROR', `There are more than ${mostKeys} keys`);
  const values = new Map<string, string | string[]>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const key = decoded(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decoded(pair.slice(equals + 1));
    const former = values.get(key);
    if (repeats(key)) values.set(key, [...(former ?? []), value]);
    else if (former !== undefined) throw givenTwice(key);
    else values.set(key, value);
  }
  return values;
}

function decoded(text: string): string {
  try {
    return text.replaceAll('+', ' ').replace(ESCAPES, decodeURIComponent);
  } catch {
    throw new AppError('VALIDATION_ERROR', 'An escaped value is not well-formed UTF-8');
  }
}
