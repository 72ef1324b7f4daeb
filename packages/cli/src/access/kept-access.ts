import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure.ts';
import type { Io } from '../io.ts';

/** What is kept between calls: where the hub is, and as whom it is asked. */
export interface KeptAccess {
  url?: string | undefined;
  email?: string | undefined;
  token?: string | undefined;
  apiKey?: string | undefined;
  /** Id or slug of the tenant to work in. */
  tenant?: string | undefined;
}

/** The folder that a platform keeps settings of programs in. */
export function settingsFolder({ env, platform, home }: Pick<Io, 'env' | 'platform' | 'home'>): string {
  if (platform === 'win32') return path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'portolan');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'portolan');
  return path.join(env.XDG_CONFIG_HOME || path.join(home, '.config'), 'portolan');
}

const fileOf = (io: Io) => path.join(settingsFolder(io), 'config.json');

export async function readKept(io: Io): Promise<KeptAccess> {
  const file = fileOf(io);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw new Failure(`${file} cannot be read (${error.code}): make it yours to read, or remove it.`);
  });
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept === 'object' && kept !== null) return kept;
  } catch {
    // Told below.
  }
  throw new Failure(`${file} is not what portolan writes: mend or remove it, and sign in again.`);
}

/** Written whole or not at all, and for nobody else to read. */
export async function keep(io: Io, access: KeptAccess): Promise<void> {
  const file = fileOf(io);
  const folder = path.dirname(file);
  const fresh = `${file}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await writeFile(fresh, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new Failure(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}): make its folder yours.`);
  }
}

export const forget = (io: Io): Promise<void> => rm(fileOf(io), { force: true });
