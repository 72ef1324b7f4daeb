import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';

/** The parser of an answer, with the schema that the REST face describes it by. */
export interface AnswerParser<T extends z.core.$ZodType> {
  schema: T;
  parse(value: unknown): z.core.output<T>;
}

/**
 * An output for `.output()`. Given a schema itself, tRPC would parse it asynchronously, and zod compiles only what it
 * parses in one go: for a page of rows that is most of the cost of an answer.
 */
export function answer<T extends z.core.$ZodType>(schema: T): AnswerParser<T> {
  return {
    schema,
    parse(value) {
      const result = safeParse(schema, value);
      if (result.success) return result.data;
      throw result.error;
    },
  };
}
