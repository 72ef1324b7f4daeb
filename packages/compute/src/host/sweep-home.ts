import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Makes the folder of all processes, and removes what those left behind that are no more. */
export function sweepHome(home: string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(home)) {
    const pid = /^(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
