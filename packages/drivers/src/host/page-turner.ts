import type { Deadline } from '../driver.ts';
import { within } from '../stages/deadline.ts';

/** Pages that may be on their way before the parent asks for more. */
export const PAGES_AHEAD = 3;

/** Lets as many pages go as the parent has asked for: what nobody takes yet is not read either. */
export class PageTurner {
  readonly #deadline: Deadline;
  #left = PAGES_AHEAD;
  #waiting = Promise.withResolvers<void>();

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
  }

  more(): void {
    this.#left++;
    this.#waiting.resolve();
  }

  /** Waits until another page may go; rejects when the call's time is up. */
  async turn(): Promise<void> {
    if (this.#left === 0) {
      this.#waiting = Promise.withResolvers();
      await within(this.#deadline, this.#waiting.promise);
    }
    this.#left--;
  }
}
