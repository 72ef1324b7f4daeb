import * as z from 'zod/mini';
import { cut } from './cut.ts';

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  int: 'a whole number',
  array: 'a list',
  object: 'an object',
};

/** Sentences for the issues of zod/mini, which ships without any. */
export function issueMessage(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Required';
      return `Must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? 'Must not be empty' : `Must have at least ${issue.minimum} characters`;
      return `Must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `Must have at most ${issue.maximum} characters`
        : `Must be at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return unknownKeys(issue.keys);
    case 'invalid_value':
      return `Must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `Must be one of ${issue.options.join(', ')}` : undefined;
    case 'invalid_format':
      return `Must be a valid ${issue.format}`;
    default:
      return undefined;
  }
}

/** How many of a caller's unknown keys are told back. */
const TOLD_KEYS = 10;

function unknownKeys(keys: readonly string[]): string {
  const told = keys.slice(0, TOLD_KEYS).map((key) => `'${cut(key)}'`);
  const more = keys.length - told.length;
  return `Unknown key ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

z.config({ customError: issueMessage });
