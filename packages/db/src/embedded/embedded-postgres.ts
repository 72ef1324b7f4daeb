import { type ExecFileOptions, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Access, accessFile, newAccess, readAccess, urlOf, writeAccess } from './access.ts';
import { Attendance } from './attendance.ts';
import { withFileLock } from './file-lock.ts';
import { type Placement, place } from './placement.ts';
import { accepts, freePort, isAlive } from './process.ts';
import { type ServerUser, serverUser } from './server-user.ts';

const run = promisify(execFile);
const START_ATTEMPTS = 40;

export interface EmbeddedOptions {
  /** `PORTOLAN_DATA_DIR`: keeps `postgres.json`, and the cluster unless the server's account cannot enter it. */
  dataDir: string;
  /** Settings beyond the defaults, as for `postgres -c`. */
  settings?: Record<string, string>;
  /** Port of a new server, where it is free. */
  port?: number;
  /** Told one line when binaries or data live elsewhere. */
  onNotice?: (line: string) => void;
}

export interface EmbeddedPostgres {
  access: Access;
  /** URL of a database on the server, by default the system database. */
  url(database?: string): string;
  /** Leaves; the last process to leave stops the server. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL, or attaches to it where another process has. The server is a daemon of its own:
 * whatever happens to this process, the next start finds it running or starts it again.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const user = serverUser();
  if (user) await openFolder(dataDir);
  const lock = path.join(dataDir, 'postgres.lock');
  const attendance = new Attendance(path.join(dataDir, 'attached'));

  return withFileLock(lock, async () => {
    const placement = await place(dataDir, user);
    if (placement.notice) options.onNotice?.(placement.notice);
    const cluster = new Cluster(placement, user, options.settings ?? {});
    const access = await cluster.ensureRunning(dataDir, options.port);
    await attendance.enter();
    return {
      access,
      url: (database) => urlOf(access, database),
      stop: () =>
        withFileLock(lock, async () => {
          if (!(await attendance.leave())) await cluster.stop();
        }),
    };
  });
}

/** Lets the server's account pass through the data dir; what is private in it is closed file by file. */
async function openFolder(folder: string): Promise<void> {
  await chmod(folder, 0o755);
}

class Cluster {
  readonly #placement: Placement;
  readonly #user: ServerUser | null;
  readonly #settings: Record<string, string>;
  readonly #data: string;
  readonly #log: string;

  constructor(placement: Placement, user: ServerUser | null, settings: Record<string, string>) {
    this.#placement = placement;
    this.#user = user;
    this.#settings = settings;
    this.#data = path.join(placement.home, 'data');
    this.#log = path.join(placement.home, 'postgres.log');
  }

  async ensureRunning(dataDir: string, wantedPort?: number): Promise<Access> {
    const initialised = (await stat(this.#data).catch(() => null)) !== null;
    let access = await readAccess(dataDir);
    if (!access) {
      if (initialised) throw new Error(`${accessFile(dataDir)} is missing, the key to ${this.#data}: restore it`);
      access = newAccess(wantedPort ?? (await freePort()));
      await writeAccess(dataDir, access);
    }
    if (!initialised) await this.#initialise(access);
    const port = (await this.#runningPort()) ?? (await this.#start(access));
    if (port !== access.port) {
      access = { ...access, port };
      await writeAccess(dataDir, access);
    }
    await this.#ensureDatabase(access);
    return access;
  }

  async stop(): Promise<void> {
    if ((await this.#runningPort()) === null) return;
    await this.#run(this.#placement.binaries.pgCtl, ['stop', '-w', '-m', 'fast', '-D', this.#data]);
  }

  /** UTF-8 with a collation that is the same on every machine. Moved into place whole: a start cut short is repeated. */
  async #initialise(access: Access): Promise<void> {
    const part = `${this.#data}.part`;
    await rm(part, { recursive: true, force: true });
    const passwordFile = path.join(this.#placement.home, `.password-${randomBytes(8).toString('hex')}`);
    await writeFile(passwordFile, access.password, { mode: 0o600 });
    if (this.#user) await chown(passwordFile, this.#user.uid, this.#user.gid);
    try {
      await this.#run(this.#placement.binaries.initdb, [
        `--pgdata=${part}`,
        `--username=${access.user}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--no-instructions',
      ]);
    } finally {
      await unlink(passwordFile);
    }
    await rename(part, this.#data);
  }

  /** Believes only a server that accepts: process ids are reused, and a killed server looks alive for a moment. */
  async #runningPort(): Promise<number | null> {
    const text = await readFile(path.join(this.#data, 'postmaster.pid'), 'utf8').catch(() => '');
    const [pid, , , port, , , , status] = text.split('\n');
    if (!pid || !isAlive(Number(pid)) || status?.trim() !== 'ready') return null;
    return (await accepts(Number(port))) ? Number(port) : null;
  }

  async #start(access: Access): Promise<number> {
    let port = access.port;
    for (let attempt = 1; ; attempt++) {
      const failure = await this.#tryStart(port);
      const running = await this.#runningPort();
      if (running !== null) return running;
      if (
        attempt === START_ATTEMPTS ||
        !/shared memory|being used|already exists|in use|running|listen socket/i.test(failure)
      ) {
        throw new Error(
          `The embedded PostgreSQL did not start: ${failure || 'it stopped at once'} (log: ${this.#log})`,
        );
      }
      // Another program took the port, or the children of a server that just crashed are still leaving.
      if (/address already in use|listen socket/i.test(failure)) port = await freePort();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Answers why it failed, from the end of the server's log; empty when it started. */
  async #tryStart(port: number): Promise<string> {
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...this.#settings,
    };
    const flags = Object.entries(settings).map(([key, value]) => `-c '${key}=${value.replaceAll("'", "'\\''")}'`);
    const before = await stat(this.#log).then(
      (info) => info.size,
      () => 0,
    );
    try {
      await this.#run(this.#placement.binaries.pgCtl, [
        'start',
        '-w',
        '-t',
        '60',
        '-s',
        '-D',
        this.#data,
        '-l',
        this.#log,
        '-o',
        flags.join(' '),
      ]);
      return '';
    } catch {
      const log = await readFile(this.#log, 'utf8').catch(() => '');
      return log.slice(before).trim().split('\n').slice(-6).join(' | ');
    }
  }

  async #ensureDatabase(access: Access): Promise<void> {
    const client = new pg.Client({ connectionString: urlOf(access, 'postgres') });
    await client.connect();
    try {
      const found = await client.query('select 1 from pg_database where datname = $1', [access.database]);
      if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(access.database)}`);
    } finally {
      await client.end();
    }
  }

  #run(file: string, args: string[]): Promise<unknown> {
    const options: ExecFileOptions = {
      cwd: os.tmpdir(),
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...this.#user,
    };
    return run(file, args, options);
  }
}
