import { mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './process.ts';

/** Which processes use the server: one file each. The last one to leave stops it; the dead do not count. */
export class Attendance {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async enter(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(path.join(this.#folder, String(process.pid)), '');
  }

  /** Leaves, and answers whether others are still there. */
  async leave(): Promise<boolean> {
    let others = false;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const pid = Number(name);
      if (pid !== process.pid && isAlive(pid)) others = true;
      else await unlink(path.join(this.#folder, name)).catch(() => {});
    }
    return others;
  }
}
