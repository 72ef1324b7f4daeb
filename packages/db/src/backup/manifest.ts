import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { DumpedDatabase } from './dump-database.ts';
import { makeFolder } from './make-folder.ts';

export const BACKUP_FORMAT = 1;
const FILE = 'manifest.json';

/** A tenant in a backup, with its database unless that was not there. */
export interface DumpedTenant {
  id: string;
  slug: string;
  database: DumpedDatabase | null;
}

/** What a backup says of itself. It names the keys that it needs and holds none. */
export interface Manifest {
  format: number;
  id: string;
  madeAt: string;
  product: string;
  installation: string;
  /** Versions of the servers, as they tell them. */
  servers: { system: string; tenants: string };
  /** Port of the embedded server; null where the databases were on others. */
  embeddedPort: number | null;
  /** Ids of the keys that credentials are under; in backups of before `auditKeys` those of audit events as well. */
  keys: string[];
  /** Ids of the keys that audit events name, which anybody with the database can write. */
  auditKeys?: string[];
  system: DumpedDatabase;
  tenants: DumpedTenant[];
}

/** A folder for a new backup: made, or found empty. */
export async function openBackupFolder(folder: string): Promise<void> {
  await makeFolder(path.join(folder, 'tenants'), 0o700).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${folder} cannot be used for a backup (${error.code ?? error.message})`);
  });
  const others = (await readdir(folder)).filter((name) => name !== 'tenants');
  const inside = await readdir(path.join(folder, 'tenants'));
  if (others.length + inside.length > 0)
    throw new BackupError(`${folder} is not empty: a backup needs a folder of its own`);
}

/** Last of all: a folder without it is no backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const part = path.join(folder, `${FILE}.part`);
  const file = await open(part, 'w', 0o600);
  await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(part, path.join(folder, FILE));
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch(() => null);
  if (text === null) throw new BackupError(`There is no whole backup in ${folder}: it has no ${FILE}`);
  const manifest = parse(text);
  if (typeof manifest?.format !== 'number') throw new BackupError(`${path.join(folder, FILE)} cannot be read`);
  if (manifest.format > BACKUP_FORMAT) throw new BackupError('This backup was made by a newer version of Portolan');
  return manifest;
}

function parse(text: string): Manifest | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether every file is there and as it was written. */
export async function assertWhole(folder: string, manifest: Manifest): Promise<void> {
  const databases = [manifest.system, ...manifest.tenants.map(({ database }) => database)];
  for (const database of databases) {
    if (!database) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(folder, database.file)), hash).catch(() => {
      throw new BackupError(`${database.file} of the backup is missing or cannot be read`);
    });
    if (hash.digest('hex') !== database.sha256) throw new BackupError(`${database.file} of the backup is damaged`);
  }
}

/** Why a backup cannot be made or brought back, in one sentence for its operator. */
export class BackupError extends Error {}
