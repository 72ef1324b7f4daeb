/** Rings for one who listens now and then: what rang meanwhile is heard at once. */
export class Bell {
  #heard = Promise.withResolvers<void>();

  readonly ring = (): void => this.#heard.resolve();

  /** Until it rings, or for so long. */
  async rung(atMostMs?: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      if (atMostMs !== undefined) timer = setTimeout(resolve, atMostMs);
    });
    await Promise.race([this.#heard.promise, over]);
    clearTimeout(timer);
    this.#heard = Promise.withResolvers();
  }
}
