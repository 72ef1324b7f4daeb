import { appendFile } from 'node:fs/promises';

const PATIENCE_MS = 10_000;

/** Where anchors of the audit logs go: a file that a line is added to, or an address that is told by POST. */
export function createAnchorSink(target: string): (line: string) => Promise<void> {
  if (!isAddress(target)) return (line) => appendFile(target, `${line}\n`, { mode: 0o600 });
  return async (line) => {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: line,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the anchor was answered HTTP ${response.status}`);
  };
}

/** Whether anchors are told over the network, or else added to a file. */
export function isAddress(target: string): boolean {
  return /^https?:\/\//i.test(target);
}
