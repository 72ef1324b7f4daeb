/** Does the work on every item, a few at a time, in their order; what has begun ends, and nothing begins after the signal. */
export async function runEach<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
}
