import type { Bindings } from './bindings.ts';
import { ofObject } from './compose.ts';
import { withBeats } from './followed.ts';
import { type Answer, productOver } from './product.ts';

/**
 * The product in a Durable Object: its sockets are all its requests', so that connections are kept, and who asks is
 * remembered for as long as changes are heard of, as in a process on Node.
 */
export class Hub {
  readonly #answer: Answer;

  constructor(_state: unknown, bindings: Bindings) {
    this.#answer = productOver(bindings, ofObject);
  }

  async fetch(request: Request): Promise<Response> {
    return withBeats(await this.#answer(request));
  }
}
