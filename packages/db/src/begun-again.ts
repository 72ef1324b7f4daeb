/** As many dead connections as may lie in a pool before one that is not is opened. */
const ATTEMPTS = 3;
const DEAD = new Set(['57P01', '57P02', 'ECONNRESET', 'EPIPE']);

/**
 * Runs a transaction, and once more where it could not begin because the connection that lay idle had died and nobody had
 * heard of it yet. What has begun is never done twice.
 */
export async function begunAgain<T>(run: (onBegun: () => void) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let hasBegun = false;
    try {
      return await run(() => {
        hasBegun = true;
      });
    } catch (error) {
      if (hasBegun || attempt === ATTEMPTS || !isDead(error)) throw error;
    }
  }
}

function isDead(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as Error & { code?: string };
  if (code !== undefined && DEAD.has(code)) return true;
  return /Connection terminated unexpectedly/.test(error.message) || isDead(cause);
}
