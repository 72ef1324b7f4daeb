import { type ExecFileOptions, execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type PostgresVersion, packagedRoot } from './binaries.ts';
import { serverAccount } from './server-account.ts';

const run = promisify(execFile);

const LOCALE = ['--locale=C', '--lc-ctype=C.UTF-8', '--no-instructions'];

/** The superuser of all of them. */
export const SUPERUSER = 'root_of_tests';

interface Cluster {
  /** A data folder that no server has run in. */
  data: string;
  password: string;
}

/**
 * What initdb makes, which takes a second: made once below the temporary folder, and copied by every server of its
 * version and account.
 */
export async function initialisedCluster(
  version: PostgresVersion,
  binaries: string,
  exec: ExecFileOptions,
): Promise<Cluster> {
  const { uid = process.getuid?.() } = serverAccount();
  const build = createHash('sha256').update(packagedRoot(version)).digest('hex').slice(0, 12);
  const home = path.join(os.tmpdir(), `portolan-test-cluster-${version}-${build}-${uid}`);
  return (await clusterIn(home)) ?? (await make(home, path.join(binaries, 'bin/initdb'), exec));
}

async function clusterIn(home: string): Promise<Cluster | null> {
  const password = await readFile(path.join(home, 'password'), 'utf8').catch(() => null);
  return password === null ? null : { data: path.join(home, 'data'), password };
}

/** Moved into place whole: several may be at it. */
async function make(home: string, initdb: string, exec: ExecFileOptions): Promise<Cluster> {
  const part = `${home}.${randomBytes(4).toString('hex')}`;
  const password = path.join(part, 'password');
  await mkdir(part, { mode: 0o700 });
  await writeFile(password, randomBytes(12).toString('base64url'), { mode: 0o600 });
  if (exec.uid !== undefined && exec.gid !== undefined) {
    for (const each of [part, password]) await chown(each, exec.uid, exec.gid);
  }
  const login = ['-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${password}`];
  await run(initdb, ['-D', path.join(part, 'data'), ...login, '-E', 'UTF8', '--no-sync', ...LOCALE], exec);
  const notMoved = await rename(part, home).catch((error: Error) => error);
  if (notMoved) await rm(part, { recursive: true, force: true });
  const cluster = await clusterIn(home);
  if (!cluster) throw new Error(`There is no cluster in ${home}`, { cause: notMoved });
  return cluster;
}
