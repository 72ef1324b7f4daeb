import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../server-process.ts';
import { runSql } from './run-sql.ts';

const run = promisify(execFile);
const HOST = '127.0.0.1';
const USER = 'root_of_tests';
const START_MS = 60_000;

/**
 * Runs the server until the standard input closes: at `close`, or when this process is no more, however it has ended;
 * then removes its folder.
 * The shell gives its background jobs no input of their own, hence the copy of it.
 */
const WHILE_HELD = `
  exec 3<&0
  mariadbd "$@" 3<&- </dev/null &
  server=$!
  (cat <&3 >/dev/null 2>&1; kill -9 $server) 2>/dev/null &
  holder=$!
  wait $server 2>/dev/null
  kill $holder 2>/dev/null
  rm -rf "$0"`;

export interface TestMariadbOptions {
  /**
   * PEM texts of the server's certificate; turns TLS on. `ca` is what client certificates are checked against,
   * `require` refuses whoever comes without TLS.
   */
  tls?: { cert: string; key: string; ca?: string; require?: boolean };
  /** Settings, as for `mariadbd --name=value`. */
  settings?: Record<string, string>;
  /** Logins with all rights on `database`, or on nothing where none is given. Databases are created. */
  users?: { name: string; password: string; database?: string }[];
}

export interface TestMariadb extends AsyncDisposable {
  host: string;
  port: number;
  /** May do everything. */
  user: string;
  password: string;
  pid: number;
  /** Runs SQL by the command-line client; answers the rows of all statements, each value as text. */
  query(sql: string, database?: string): Promise<(string | null)[][]>;
  close(): Promise<void>;
}

/** A real MariaDB server of one's own, gone without a trace when closed, and at the latest when this process ends. */
export async function startTestMariadb(options: TestMariadbOptions = {}): Promise<TestMariadb> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-mariadb-'));
  const put = async (name: string, text: string) => {
    const file = path.join(home, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const data = path.join(home, 'data');
  const account = process.getuid?.() === 0 ? ['--user=root'] : [];
  const common = ['--no-defaults', `--datadir=${data}`, ...account];
  // A server that starts throws away what it finds of temporary tables: in a shared folder, those of its neighbours.
  const env = { ...process.env, TMPDIR: home };
  const install = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  await run('mariadb-install-db', [...common, ...install], { env });
  const password = randomBytes(12).toString('base64url');
  const port = await freePort();
  const { tls } = options;
  const settings: Record<string, string> = {
    'bind-address': HOST,
    port: String(port),
    socket: path.join(home, 's'),
    'pid-file': path.join(home, 'pid'),
    'init-file': await put('init.sql', initSql(password, options)),
    'skip-name-resolve': 'ON',
    'innodb-buffer-pool-size': '64M',
    'innodb-log-file-size': '32M',
    'innodb-flush-log-at-trx-commit': '0',
    'performance-schema': 'OFF',
    'character-set-server': 'utf8mb4',
    ...(tls ? { 'ssl-cert': await put('cert.pem', tls.cert), 'ssl-key': await put('key.pem', tls.key) } : {}),
    ...(tls?.ca ? { 'ssl-ca': await put('ca.pem', tls.ca) } : {}),
    ...(tls?.require ? { 'require-secure-transport': 'ON' } : {}),
    ...options.settings,
  };
  const switches = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const server = spawn('sh', ['-c', WHILE_HELD, home, ...common, ...switches], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env,
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.stdin.on('error', () => {});
  await untilReady(server, port);
  const pid = Number(await readFile(path.join(home, 'pid'), 'utf8'));

  const close = async () => {
    server.stdin.end();
    await ended;
  };
  return {
    host: HOST,
    port,
    user: USER,
    password,
    pid,
    query: (sql, database) => runSql({ socket: path.join(home, 's'), user: USER, password, database }, sql),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const identifier = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/** One statement a line: the server reads its init file so. */
function initSql(password: string, { users = [] }: TestMariadbOptions): string {
  const lines = [
    "drop user if exists ''@localhost, root@'127.0.0.1'",
    `create user ${USER}@'%' identified by ${literal(password)}`,
    `grant all on *.* to ${USER}@'%' with grant option`,
  ];
  for (const { name, password: secret, database } of users) {
    lines.push(`create user ${literal(name)}@'%' identified by ${literal(secret)}`);
    if (database === undefined) continue;
    lines.push(`create database if not exists ${identifier(database)}`);
    lines.push(`grant all on ${identifier(database.replace(/[\\_%]/g, '\\$&'))}.* to ${literal(name)}@'%'`);
  }
  return `${lines.join(';\n')};\n`;
}

/** Waits for the greeting; throws with the server's log when it ends instead. */
async function untilReady(server: ChildProcess, port: number): Promise<void> {
  let log = '';
  server.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const giveUpAt = Date.now() + START_MS;
  while (!(await greets(port))) {
    if (server.exitCode !== null || Date.now() > giveUpAt) {
      server.stdin?.end();
      throw new Error(`MariaDB did not start: ${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  // Nobody reads the log from here on, and a full pipe would hold the server up.
  server.stderr?.removeAllListeners('data').resume();
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST);
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });
}
