const PAUSE_MS = 50;

/** Waits until something is the case; the test's own time ends it otherwise. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
