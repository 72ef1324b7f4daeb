import { appendFile, mkdir, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isAddress } from './anchor-sink.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Configuration } from './env.ts';

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
  EISDIR: 'is a folder, not a file',
  ELOOP: 'is a link that leads to itself',
};

/** Makes the data dir and writes into it once: whatever is wrong with it is told before a server is started there. */
export function checkDataDir(dataDir: string): Promise<void> {
  return checkFolder('PORTOLAN_DATA_DIR', dataDir);
}

/** The same of the places outside of the database that the audit logs are brought to, which are else met once a day. */
export async function checkAuditPlaces({ anchor, retention }: Configuration['audit']): Promise<void> {
  if (retention !== null) await checkFolder('PORTOLAN_AUDIT_ARCHIVE', retention.folder);
  if (anchor === null || isAddress(anchor)) return;
  await appendFile(anchor, '', { mode: 0o600 }).catch((error) => explain('PORTOLAN_AUDIT_ANCHOR', error));
}

async function checkFolder(variable: string, folder: string): Promise<void> {
  const file = path.join(folder, `.writable-${process.pid}`);
  try {
    await makeFolder(path.resolve(folder));
    await writeFile(file, '', { mode: 0o600 });
    await unlink(file);
  } catch (error) {
    explain(variable, error as NodeJS.ErrnoException);
  }
}

function explain(variable: string, { code = '' }: NodeJS.ErrnoException): never {
  throw new ConfigurationError(`${variable} ${REASONS[code] ?? 'cannot be used'} (${code})`);
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
