import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { serverAccount } from '../postgres/server-account.ts';
import { freePort } from '../server-process.ts';
import { runHeld } from './run-held.ts';

export interface TestPgbouncerOptions {
  /** Databases by the name under which they are offered: `host=127.0.0.1 port=5432 dbname=shop`. */
  databases: Record<string, string>;
  /** Passwords by user. */
  users: Record<string, string>;
  /** Settings, as in the section `pgbouncer` of its file. */
  settings?: Record<string, string>;
  /** PEM texts of its certificate; offers TLS. */
  tls?: { cert: string; key: string };
}

export interface TestPgbouncer extends AsyncDisposable {
  host: string;
  port: number;
  close(): Promise<void>;
}

/** A real PgBouncer of one's own, gone without a trace when closed. */
export async function startTestPgbouncer(options: TestPgbouncerOptions): Promise<TestPgbouncer> {
  const { databases, users, settings = {}, tls } = options;
  // It refuses to run as root.
  const account = serverAccount();
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-pgbouncer-'));
  const own = async (file: string) => {
    if (account.uid !== undefined && account.gid !== undefined) await chown(file, account.uid, account.gid);
    return file;
  };
  const put = async (name: string, text: string) => {
    const file = path.join(home, name);
    await writeFile(file, text, { mode: 0o600 });
    return own(file);
  };
  await own(home);
  const port = await freePort();
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const list = Object.entries(users).map(([user, password]) => `${quoted(user)} ${quoted(password)}`);
  const files = tls
    ? {
        client_tls_sslmode: 'allow',
        client_tls_cert_file: await put('cert.pem', tls.cert),
        client_tls_key_file: await put('key.pem', tls.key),
      }
    : {};
  const all: Record<string, string> = {
    listen_addr: '127.0.0.1',
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: await put('users.txt', `${list.join('\n')}\n`),
    ...files,
    ...settings,
  };
  const lines = (section: Record<string, string>) => Object.entries(section).map(([key, value]) => `${key} = ${value}`);
  const config = ['[databases]', ...lines(databases), '[pgbouncer]', ...lines(all), ''];
  const file = await put('pgbouncer.ini', config.join('\n'));
  const stop = await runHeld(['/usr/sbin/pgbouncer', '-q', file], [port], { cwd: home, ...account });
  const close = async () => {
    await stop();
    await rm(home, { recursive: true, force: true });
  };
  return { host: '127.0.0.1', port, close, [Symbol.asyncDispose]: close };
}
