import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildConnection, createKeyring } from '@portolan/core';
import { DataConnectionEntity, SystemDatabase } from '@portolan/db';
import { startScript } from './processes.ts';

const API = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../apps/api/src');
const LOGIN = { username: 'operator@portolan.local', password: 'benchmark-password' };
const CREDENTIALS = 20_000;
const READERS = 4;
const TESTERS = 2;
const WRITERS = 2;

interface Body {
  access_token: string;
  data: { items: { id: string }[]; credentialState: string; success: boolean; code?: string };
}
type Ask = (method: string, path: string, body?: object) => Promise<{ status: number; body: Body }>;

/** `pnpm bench rotation`: 20,000 credentials brought under a new key while people read, test and change connections. */
export async function benchmarkRotation(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-rotation-'));
  const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const base = { PORTOLAN_DATA_DIR: dataDir, PORTOLAN_OPERATOR_PASSWORD: LOGIN.password, PORTOLAN_RATE_LIMIT: 'off' };
  const both = { ...base, ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: old };
  const first = await startScript(
    path.join(API, 'node.ts'),
    { ...base, PORT: '0', ENCRYPTION_KEY: old },
    /ready: (\S+)/,
  );
  const access = JSON.parse(await readFile(path.join(dataDir, 'postgres.json'), 'utf8'));
  const url = `postgresql://${access.user}:${access.password}@${access.host}:${access.port}/${access.database}`;
  await plant(url, old, access);
  const second = await startScript(path.join(API, 'node.ts'), { ...both, PORT: '0' }, /ready: (\S+)/);
  first.child.kill('SIGTERM');

  const ask = await signedIn(second.match);
  const ids: string[] = [];
  for (let page = 1; page <= 20; page++) {
    const { body } = await ask('GET', `/api/connections?pageSize=100&page=${page}`);
    ids.push(...body.data.items.map(({ id }) => id));
  }
  const load = startLoad(ask, ids);
  const started = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(API, 'cli.ts'), 'keys', 'rotate'], {
    env: { PATH: process.env.PATH ?? '', ...both },
  });
  const seconds = (performance.now() - started) / 1000;
  const { reads, tests, writes, failed } = await load.stop();
  const db = new SystemDatabase({ url });
  const [left] = await db.ownerTransaction((em) =>
    em.execute<{ n: number }[]>('select count(distinct credential_key_id)::int as n from data_connections'),
  );
  await db.close();
  second.child.kill('SIGTERM');
  await new Promise((resolve) => second.child.once('exit', resolve));
  await rm(dataDir, { recursive: true, force: true });
  console.log(stdout.trim());
  console.log(
    `rotation of ${CREDENTIALS} credentials under load: ${seconds.toFixed(1)} s with its start; ${reads} reads, ${tests} tests and ${writes} changes meanwhile, ${failed} failed (budget 0); keys in use afterwards: ${left?.n} (budget 1)`,
  );
}

async function plant(url: string, key: string, access: { host: string; port: number; user: string; password: string }) {
  const db = new SystemDatabase({ url });
  const keyring = await createKeyring(Uint8Array.from(Buffer.from(key, 'base64')));
  const [owner] = await db.ownerTransaction((em) =>
    em.execute<{ tenant: string; user: string }[]>('select tenant_id as tenant, user_id as user from memberships'),
  );
  if (!owner) throw new Error('There is no tenant to plant connections in');
  const { host, port, user: username, password } = access;
  const input = { dbType: 'postgresql', host, port, username, password, databaseName: 'postgres' } as const;
  for (let at = 0; at < CREDENTIALS; at += 500) {
    const rows = await Promise.all(
      Array.from({ length: 500 }, (_, n) =>
        buildConnection({ keyring }, owner.tenant, owner.user, { ...input, name: `Connection ${at + n}` }),
      ),
    );
    await db.ownerTransaction((em) => em.insertMany(DataConnectionEntity, rows));
  }
  await db.close();
}

async function signedIn(origin: string): Promise<Ask> {
  let token = '';
  const ask: Ask = async (method, where, body) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(origin + where, { method, headers, body: body ? JSON.stringify(body) : null });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  token = (await ask('POST', '/api/v1/auth/token', LOGIN)).body.access_token;
  return ask;
}

/** People at work: whatever they are answered that is not as it should be counts as failed. */
function startLoad(ask: Ask, ids: string[]) {
  const count = { reads: 0, tests: 0, writes: 0, failed: 0 };
  let working = true;
  const pick = () => ids[Math.floor(Math.random() * ids.length)] as string;
  const loop = async (kind: 'reads' | 'tests' | 'writes', act: () => Promise<boolean>) => {
    while (working) {
      if (!(await act())) count.failed++;
      count[kind]++;
    }
  };
  const read = async () => {
    const { status, body } = await ask('GET', `/api/connections/${pick()}`);
    return status === 200 && body.data.credentialState === 'ready';
  };
  const test = async () => {
    const { body } = await ask('POST', `/api/connections/${pick()}/test`);
    return body.data.code !== 'CREDENTIAL_UNREADABLE' && body.data.success === true;
  };
  const write = async () =>
    (await ask('PATCH', `/api/connections/${pick()}`, { description: randomBytes(4).toString('hex') })).status === 200;
  const loops = [
    ...Array.from({ length: READERS }, () => loop('reads', read)),
    ...Array.from({ length: TESTERS }, () => loop('tests', test)),
    ...Array.from({ length: WRITERS }, () => loop('writes', write)),
  ];
  return {
    async stop() {
      working = false;
      await Promise.all(loops);
      return count;
    },
  };
}
