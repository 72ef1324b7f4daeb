import { execFileSync } from 'node:child_process';

/** PostgreSQL refuses to run as root: the account it runs as then, or nothing where it may stay who it is. */
export function serverAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // No such account on this machine: try the next.
    }
  }
  throw new Error('running as root, and there is no account "postgres" or "nobody"');
}

function idOf(flag: string, name: string): number {
  return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
}
