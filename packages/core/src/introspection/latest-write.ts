/** Writes values that follow each other fast: the latest of them, one write at a time and with a pause after each. */
export class LatestWrite<T> {
  readonly #write: (value: T) => Promise<unknown>;
  readonly #pauseMs: number;
  #next: { value: T } | null = null;
  #isWriting = false;

  constructor(write: (value: T) => Promise<unknown>, pauseMs: number) {
    this.#write = write;
    this.#pauseMs = pauseMs;
  }

  put(value: T): void {
    this.#next = { value };
    if (!this.#isWriting) void this.#go();
  }

  /** Nothing more is begun. */
  end(): void {
    this.#next = null;
  }

  async #go(): Promise<void> {
    this.#isWriting = true;
    while (this.#next) {
      const { value } = this.#next;
      this.#next = null;
      // What could not be written the next write has too.
      await this.#write(value).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, this.#pauseMs));
    }
    this.#isWriting = false;
  }
}
