import { statfs } from 'node:fs/promises';
import { ImageFailure } from '@portolan/core';

interface Free {
  folder: string;
  /** What stays free. */
  reserveBytes: number;
}

/** How often it is looked at. */
const STRIDE = 64 * 1_024 ** 2;

/** Passes parts on for as long as the disk has room for them: what it keeps of a machine's image, it lacks for all else. */
export async function* keepingFree(parts: AsyncIterable<Buffer>, free: Free): AsyncGenerator<Buffer, void> {
  let since = 0;
  for await (const part of parts) {
    since += part.length;
    if (since >= STRIDE) {
      await assertFree(free, 0);
      since = 0;
    }
    yield part;
  }
}

export async function assertFree({ folder, reserveBytes }: Free, wanted: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize - wanted < reserveBytes) throw noRoom();
}

export function noRoom(): ImageFailure {
  return new ImageFailure('This server has no room for the image', true);
}
