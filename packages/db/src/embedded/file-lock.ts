import { open, readFile, unlink } from 'node:fs/promises';
import { isAlive } from './process.ts';

const RETRY_MS = 50;
const PATIENCE_MS = 90_000;

/** Runs `work` while this process alone holds `file`; a holder that died is taken over. */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await take(file))) {
    const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
    if (holder > 0 && !isAlive(holder)) await unlink(file).catch(() => {});
    else if (Date.now() > until) throw new Error(`${file} is held by process ${holder}; remove it if that is wrong`);
    else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  try {
    return await work();
  } finally {
    await unlink(file).catch(() => {});
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
