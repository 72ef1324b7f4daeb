const PATIENCE_MS = 2_000;

/** What hangs has failed: whoever asks for the state of things does not wait for it. */
export async function verdict(asked: Promise<boolean>): Promise<'ok' | 'failed'> {
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  const answered = asked.catch(() => false);
  return (await Promise.race([answered, patience])) ? 'ok' : 'failed';
}
