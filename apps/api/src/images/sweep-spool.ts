import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Removes what processes of this machine have left behind that are no more. */
export async function sweepSpool(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^(\d+)-.*\.iso$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(path.join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
