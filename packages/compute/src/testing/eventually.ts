const PATIENCE_MS = 60_000;
const PAUSE_MS = 100;

/** Asks until the answer is as wanted; throws with the last one when it never is. */
export async function eventually<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > giveUpAt) throw new Error(`It never came to this: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
