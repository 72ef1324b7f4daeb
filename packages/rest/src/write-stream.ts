import type { Problem } from '@portolan/contract';
import { type Failure, toFailure } from '@portolan/router';
import type { Context } from 'hono';
import type { Operation } from './operations.ts';
import { type AnswerHeaders, respond } from './respond.ts';
import { spell } from './write-answer.ts';

/** Lines are sent in pieces of about this many characters. */
const PIECE = 16_384;
const encoder = new TextEncoder();

/**
 * The items of a stream as lines of JSON, made as fast as the caller reads them. The first is awaited, so that what
 * fails before it is answered as any other error. A caller who may not read on is told so in the last line, by the body
 * that the error would have had; any other failure breaks the answer off, never ends it as if whole.
 */
export async function writeStream(
  c: Context,
  { route }: Operation,
  output: AsyncIterable<unknown>,
  more: { headers: AnswerHeaders; problem(failure: Failure): Problem; onError(error: unknown): void },
): Promise<Response> {
  const items = output[Symbol.asyncIterator]();
  let next = await items.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let text = '';
      try {
        for (; !next.done && text.length < PIECE; next = await items.next()) {
          text += `${JSON.stringify(spell(route, next.value))}\n`;
        }
      } catch (error) {
        const failure = toFailure(error);
        if (failure.status >= 500) {
          more.onError(error);
          controller.error(new Error('The answer could not be completed'));
          return;
        }
        text += `${JSON.stringify(more.problem(failure))}\n`;
        next = { done: true, value: undefined };
      }
      if (text) controller.enqueue(encoder.encode(text));
      if (next.done) controller.close();
    },
    async cancel() {
      await items.return?.();
    },
  });
  return respond(c, body, 200, { ...more.headers, 'content-type': 'application/x-ndjson' });
}
