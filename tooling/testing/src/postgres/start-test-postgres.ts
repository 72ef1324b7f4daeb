import { type ExecFileOptions, execFile } from 'node:child_process';
import { chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type PostgresVersion, postgresBinaries } from './binaries.ts';
import { initialisedCluster, SUPERUSER as USER } from './initialised-cluster.ts';
import { serverAccount } from './server-account.ts';

const run = promisify(execFile);

export interface TestPostgresOptions {
  version: PostgresVersion;
  /** PEM texts of the server's certificate; turns TLS on. `ca` is what client certificates are checked against. */
  tls?: { cert: string; key: string; ca?: string };
  /** Settings, as for `postgres -c`. */
  settings?: Record<string, string>;
  /** Lines of pg_hba.conf instead of "everybody by scram-sha-256". The superuser always gets in from 127.0.0.1. */
  hba?: string[];
}

export interface TestPostgres extends AsyncDisposable {
  host: string;
  port: number;
  /** The superuser. */
  user: string;
  password: string;
  /** Runs SQL as the superuser. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[], database?: string): Promise<Row[]>;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** A real PostgreSQL server of one's own, gone without a trace when closed. */
export async function startTestPostgres(options: TestPostgresOptions): Promise<TestPostgres> {
  const account = serverAccount();
  const binaries = await postgresBinaries(options.version, account.uid !== undefined);
  const home = await mkdtemp(path.join(os.tmpdir(), `portolan-pg${options.version}-`));
  const data = path.join(home, 'data');
  const exec: ExecFileOptions = { cwd: os.tmpdir(), env: { LC_ALL: 'C', TZ: 'UTC' }, ...account };
  const put = async (file: string, text: string) => {
    await writeFile(file, text, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) await chown(file, account.uid, account.gid);
    return file;
  };
  const bin = (name: string) => path.join(binaries, 'bin', name);
  if (account.uid !== undefined && account.gid !== undefined) await chown(home, account.uid, account.gid);
  await chmod(home, 0o700);

  const { data: initialised, password } = await initialisedCluster(options.version, binaries, exec);
  await run('cp', ['-R', initialised, data], { ...exec, env: { ...exec.env, PATH: process.env.PATH } });
  const rules = options.hba ?? [`host all all ${HOST}/32 scram-sha-256`];
  const superuserRule = `host all ${USER} ${HOST}/32 scram-sha-256`;
  await put(path.join(data, 'pg_hba.conf'), `${[superuserRule, ...rules].join('\n')}\n`);
  const port = await freePort();
  const settings: Record<string, string> = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    ...(options.tls ? await tlsFiles(data, options.tls, put) : {}),
    ...options.settings,
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key} = '${value.replaceAll("'", "''")}'`);
  await put(path.join(data, 'postgresql.auto.conf'), `${lines.join('\n')}\n`);
  const log = await put(path.join(home, 'log'), '');
  await run(bin('pg_ctl'), ['start', '-w', '-s', '-t', '60', '-D', data, '-l', log], exec).catch(async () => {
    throw new Error(`PostgreSQL ${options.version} did not start: ${await readFile(log, 'utf8')}`);
  });

  const close = async () => {
    await run(bin('pg_ctl'), ['stop', '-w', '-s', '-m', 'immediate', '-D', data], exec);
    await rm(home, { recursive: true, force: true });
  };
  return {
    host: HOST,
    port,
    user: USER,
    password,
    async query(sql, values = [], database = 'postgres') {
      const client = new pg.Client({ host: HOST, port, user: USER, password, database, ssl: false });
      await client.connect();
      try {
        return (await client.query(sql, values.length > 0 ? values : undefined)).rows;
      } finally {
        await client.end();
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function tlsFiles(
  data: string,
  { cert, key, ca }: NonNullable<TestPostgresOptions['tls']>,
  put: (file: string, text: string) => Promise<string>,
): Promise<Record<string, string>> {
  const files = {
    ssl_cert_file: await put(path.join(data, 'test.crt'), cert),
    ssl_key_file: await put(path.join(data, 'test.key'), key),
  };
  return { ssl: 'on', ...files, ...(ca ? { ssl_ca_file: await put(path.join(data, 'test-ca.crt'), ca) } : {}) };
}

/** A port nobody listens on at the moment. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer().once('error', reject);
  server.listen(0, HOST, () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
  });
  return promise;
}
