import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';
import type { Close } from './closing/close.ts';
import { compileClose } from './closing/compile-close.ts';

/** The parser of an answer, with the schema that the REST face describes it by. */
export interface AnswerParser<T extends z.core.$ZodType> {
  schema: T;
  parse(value: unknown): z.core.output<T>;
}

let areChecked = false;

/**
 * From now on every answer is held against its schema as well, and one that has more than that, or something in another
 * form, fails its call: for tests, to whom a mistake should be loud.
 */
export function checkAnswers(on = true): void {
  areChecked = on;
}

/**
 * An output for `.output()`: what its schema does not declare never leaves. The schema is compiled when it is first
 * answered by; parsing by it would be most of the cost of a page of rows, and look at what our own verbs have made.
 */
export function answer<T extends z.core.$ZodType>(schema: T): AnswerParser<T> {
  let close: Close | undefined;
  return {
    schema,
    parse(value) {
      if (areChecked) assertFits(schema, value);
      close ??= compileClose(schema);
      return close(value) as z.core.output<T>;
    },
  };
}

function assertFits(schema: z.core.$ZodType, value: unknown): void {
  const { error } = safeParse(schema, value);
  if (error) throw error;
}
