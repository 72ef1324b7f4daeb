import { mkdir, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError } from './configuration-error.ts';

const REASONS: Record<string, string> = {
  EEXIST: 'is a file, not a folder',
  ENOTDIR: 'leads through a file, which is no folder',
  EACCES: 'cannot be written to by this account',
  EPERM: 'cannot be written to by this account',
  EROFS: 'is on a file system that is read-only',
  ENOSPC: 'is on a file system that is full',
  EDQUOT: 'is on a file system that is full',
  ENOENT: 'cannot be made',
  ENAMETOOLONG: 'is too long',
  ELOOP: 'is a link that leads to itself',
};

/** Makes the data dir and writes into it once: whatever is wrong with it is told before a server is started there. */
export async function checkDataDir(dataDir: string): Promise<void> {
  const file = path.join(dataDir, `.writable-${process.pid}`);
  try {
    await makeFolder(path.resolve(dataDir));
    await writeFile(file, '', { mode: 0o600 });
    await unlink(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`PORTOLAN_DATA_DIR ${REASONS[code] ?? 'cannot be used'} (${code})`);
  }
}

/** One folder after the other: asked to make all at once, Node tries for ever where the system takes none, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  const there = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || parent === folder) throw error;
    return null;
  });
  if (there?.isDirectory()) return;
  if (!there) await makeFolder(parent);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (there || error.code !== 'EEXIST') throw error;
  });
}
