import type * as z from 'zod/mini';
import { answer } from './answer.ts';

/** The parser of an answer that comes in pieces, with the schema of one piece. */
export interface StreamParser<T extends z.core.$ZodType> {
  schema: T;
  /** What tells it from an answer in one. */
  isEach: true;
  parse(value: unknown): AsyncIterable<z.core.output<T>>;
}

/** An output for `.output()` of a query that answers an async iterable: each piece is parsed as it goes out. */
export function answerEach<T extends z.core.$ZodType>(schema: T): StreamParser<T> {
  const piece = answer(schema);
  return {
    schema,
    isEach: true,
    async *parse(value) {
      for await (const item of value as AsyncIterable<unknown>) yield piece.parse(item);
    },
  };
}
