import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How psql and backups reach the embedded server: the content of `postgres.json`, mode 0600, in the data dir. */
export interface Access {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

export function accessFile(dataDir: string): string {
  return path.join(dataDir, 'postgres.json');
}

export async function readAccess(dataDir: string): Promise<Access | null> {
  const text = await readFile(accessFile(dataDir), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Access;
  } catch {
    throw new Error(
      `${accessFile(dataDir)} cannot be read: restore it, or remove it with the folder postgres beside it`,
    );
  }
}

/** Replaces the file in one step: a process killed here leaves the old one or the new one. */
export async function writeAccess(dataDir: string, access: Access): Promise<void> {
  const part = `${accessFile(dataDir)}.${process.pid}`;
  await writeFile(part, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  await rename(part, accessFile(dataDir));
}

export function newAccess(port: number): Access {
  return {
    host: '127.0.0.1',
    port,
    user: 'portolan',
    password: randomBytes(24).toString('base64url'),
    database: 'portolan',
  };
}

export function urlOf(access: Access, database = access.database): string {
  const login = `${encodeURIComponent(access.user)}:${encodeURIComponent(access.password)}`;
  return `postgresql://${login}@${access.host}:${access.port}/${encodeURIComponent(database)}`;
}
