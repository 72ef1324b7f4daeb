import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BUNDLE_ARGS, BUNDLE_ENV } from './bundle.ts';
import { cpuSeconds } from './processes.ts';

const PASSWORD = 'benchmark-password';
const EMAIL = 'operator@portolan.local';

/** A bundle with a database, started as often as one likes. */
export interface BundledServer {
  start(): Promise<StartedServer>;
  /** Stores a connection to a PostgreSQL: from then on its workers are warmed. */
  store(access: { host: string; port: number; user: string; password: string }): Promise<void>;
}

/** Times from the start of the process. */
export interface StartedServer extends AsyncDisposable {
  pid: number;
  url: string;
  listensMs: number;
  /** A list of connections with a token. */
  answersMs: number;
  /** Of the process until that answer. */
  cpuMs: number;
}

/** Brings the database up to date, with an operator and a tenant. */
export async function createBundledServer(entry: string, databaseUrl: string): Promise<BundledServer> {
  const env = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
    PORTOLAN_EGRESS_ALLOW: '127.0.0.0/8',
    PORT: '0',
    LOG_FORMAT: 'json',
    ...BUNDLE_ENV,
  };
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const start = () => startServer(entry, env, headers);
  const post = async (url: string, path: string, body: object) => {
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };

  const first = await startServer(entry, env, null);
  const signedIn = await post(first.url, '/api/v1/auth/token', { username: EMAIL, password: PASSWORD });
  headers.authorization = `Bearer ${signedIn.access_token}`;
  await post(first.url, '/api/tenants', { name: 'Bench', slug: 'bench' });
  headers['x-tenant-id'] = 'bench';
  await first[Symbol.asyncDispose]();

  return {
    start,
    async store({ host, port, user: username, password }) {
      await using server = await start();
      const body = { name: 'bench', dbType: 'postgresql', host, port, username, password };
      await post(server.url, '/api/connections', body);
    },
  };
}

/** Without headers nothing is asked of it. */
async function startServer(
  entry: string,
  env: Record<string, string>,
  headers: Record<string, string> | null,
): Promise<StartedServer> {
  const started = performance.now();
  const child = spawn(process.execPath, [...BUNDLE_ARGS, entry], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyAt(child);
  const listensMs = performance.now() - started;
  if (headers) await fetch(`${url}/api/connections`, { headers }).then(assertOk);
  const answersMs = performance.now() - started;
  const pid = child.pid ?? 0;
  return {
    pid,
    url,
    listensMs,
    answersMs,
    cpuMs: cpuSeconds([pid]) * 1_000,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      while (child.exitCode === null && child.signalCode === null) await wait(10);
    },
  };
}

function readyAt(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      const [, url] = /is ready: (\S+)/.exec(output) ?? [];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`The server ended:\n${output}`)));
  });
}

async function assertOk(answer: Response): Promise<void> {
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
