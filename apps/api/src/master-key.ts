import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMasterKey } from '@portolan/core';

/** The key that an embedded installation has by now; null where none was made. */
export async function existingMasterKey(dataDir: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = path.join(dataDir, 'encryption.key');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parseMasterKey(text.trim(), file).bytes;
}

/**
 * The key of an embedded installation, made at its first start and kept in the data dir, mode 0600. Of several
 * processes that start together one makes it, and all read the same.
 */
export async function embeddedMasterKey(dataDir: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.join(dataDir, 'encryption.key');
  const existing = await existingMasterKey(dataDir);
  if (existing !== null) return existing;
  await mkdir(dataDir, { recursive: true });
  const part = `${file}.${process.pid}`;
  await writeFile(part, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  // A link fails where the file exists, and what it makes is whole: nobody reads a half-written key.
  await link(part, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(part);
  return parseMasterKey((await readFile(file, 'utf8')).trim(), file).bytes;
}
