import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Binaries, binariesIn, packagedRoot, prepareBinaries } from './binaries.ts';
import { canEnter, type ServerUser } from './server-user.ts';

/** Where an unprivileged server can live when the checkout is closed to it, as below /root. */
const OPEN_HOME = '/var/lib/portolan';

export interface Placement {
  binaries: Binaries;
  /** Folder of the cluster and its log, owned by the server's account. */
  home: string;
  /** One line to tell the user, when things are not where they would look for them. */
  notice: string | null;
}

/** Decides where binaries and cluster live, and makes both usable by the server's account. */
export async function place(dataDir: string, user: ServerUser | null): Promise<Placement> {
  const packaged = packagedRoot();
  const inside = path.join(dataDir, 'postgres');
  if (!user) {
    await mkdir(inside, { recursive: true, mode: 0o700 });
    return { binaries: await prepareBinaries(packaged), home: inside, notice: null };
  }
  const binariesOpen = await canEnter(user, packaged);
  const dataOpen = await canEnter(user, dataDir);
  const binaries = binariesOpen ? await prepareBinaries(packaged) : await openCopy(packaged);
  const home = dataOpen ? inside : path.join(await openFolder('data'), fingerprint(dataDir));
  await mkdir(home, { recursive: true, mode: 0o700 });
  await chown(home, user.uid, user.gid);
  return { binaries, home, notice: noticeOf(binariesOpen, dataOpen, home) };
}

function noticeOf(binariesOpen: boolean, dataOpen: boolean, home: string): string | null {
  if (binariesOpen && dataOpen) return null;
  const what = dataOpen ? 'its binaries' : binariesOpen ? `its data (${home})` : `its binaries and data (${home})`;
  return `PostgreSQL does not run as root and cannot enter this folder: ${what} are kept under ${OPEN_HOME}`;
}

function fingerprint(text: string): string {
  return createHash('sha256').update(path.resolve(text)).digest('hex').slice(0, 16);
}

/** A copy per package version, moved into place whole, so that a copy cut short is never used. */
async function openCopy(packaged: string): Promise<Binaries> {
  const root = path.join(await openFolder('postgresql', fingerprint(packaged)), 'native');
  if (!(await stat(root).catch(() => null))) {
    const part = `${root}.${process.pid}`;
    await prepareBinaries(packaged);
    await cp(packaged, part, { recursive: true, verbatimSymlinks: true });
    await rename(part, root).catch(() => rm(part, { recursive: true, force: true }));
  }
  return binariesIn(root);
}

/** A folder below the open home that everybody may pass through, whatever umask this process has. */
async function openFolder(...names: string[]): Promise<string> {
  let folder = OPEN_HOME;
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  for (const name of names) {
    folder = path.join(folder, name);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
  }
  return folder;
}
