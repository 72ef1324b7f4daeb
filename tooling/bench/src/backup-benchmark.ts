import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startScript } from './processes.ts';

const API = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../apps/api/src');
const LOGIN = { username: 'operator@portolan.local', password: 'benchmark-password' };
const TENANTS = 100;
const CONNECTIONS = 20;
const AT_ONCE = 8;

/** `pnpm bench backup`: 100 tenants with 20 connections each, written into a folder and brought back onto a fresh server. */
export async function benchmarkBackup(): Promise<void> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-backup-'));
  await chmod(home, 0o755);
  const [before, after, folder] = ['before', 'after', 'backup'].map((name) => path.join(home, name));
  if (!before || !after || !folder) return;
  const env = { PORTOLAN_OPERATOR_PASSWORD: LOGIN.password, PORTOLAN_RATE_LIMIT: 'off', PORT: '0' };
  const started = await startScript(path.join(API, 'node.ts'), { ...env, PORTOLAN_DATA_DIR: before }, /ready: (\S+)/);
  await fill(started.match);
  const took = { backup: await timed(before, 'backup', folder), restore: 0 };
  started.child.kill('SIGTERM');
  await new Promise((resolve) => started.child.once('exit', resolve));
  await mkdir(after);
  await copyFile(path.join(before, 'encryption.key'), path.join(after, 'encryption.key'));
  took.restore = await timed(after, 'restore', folder);
  const bytes = await sizeOf(folder);
  await rm(home, { recursive: true, force: true });
  console.log(
    `${TENANTS} tenants with ${CONNECTIONS} connections each: backup ${took.backup.toFixed(1)} s beside a server at work, ${(bytes / 1e6).toFixed(2)} MB; restore onto a fresh server ${took.restore.toFixed(1)} s`,
  );
}

async function fill(origin: string): Promise<void> {
  const send = async (where: string, body: object, token?: string, tenant?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(tenant ? { 'x-tenant-id': tenant } : {}),
    };
    const answer = await fetch(origin + where, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { access_token: string };
  };
  const { access_token: token } = await send('/api/v1/auth/token', LOGIN);
  const waiting = Array.from({ length: TENANTS }, (_, n) => `tenant-${n}`);
  const connection = { dbType: 'postgresql', host: 'db.example', port: 5432, password: 'secret' };
  const work = async () => {
    for (let slug = waiting.shift(); slug; slug = waiting.shift()) {
      await send('/api/tenants', { name: slug, slug }, token);
      for (let n = 0; n < CONNECTIONS; n++) {
        await send('/api/connections', { ...connection, name: `Connection ${n}` }, token, slug);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function timed(dataDir: string, ...args: string[]): Promise<number> {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [path.join(API, 'cli.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', PORTOLAN_DATA_DIR: dataDir },
  });
  return (performance.now() - started) / 1000;
}

async function sizeOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
