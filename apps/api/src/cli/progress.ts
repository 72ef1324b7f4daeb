const EVERY_MS = 1_000;

export interface Progress {
  add(more: number): void;
  /** Says how many there were in all, and how many a second. */
  end(): void;
}

/** Lines that tell how far a long work has come: at most one a second, and one at its end. */
export function createProgress(what: string, say: (line: string) => void): Progress {
  const started = performance.now();
  let [count, said] = [0, started];
  const line = () => {
    const seconds = (performance.now() - started) / 1000;
    return `${what}: ${count} (${Math.round(count / Math.max(seconds, 0.001))}/s)`;
  };
  return {
    add(more) {
      count += more;
      if (performance.now() - said < EVERY_MS) return;
      said = performance.now();
      say(line());
    },
    end: () => say(count === 0 ? `${what}: none to rotate` : line()),
  };
}
