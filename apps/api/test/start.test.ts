import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, freePort, type TestDatabase, until } from '@portolan/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const API = path.resolve(import.meta.dirname, '..');
const BOOTSTRAP = path.resolve(API, '../../tooling/scripts/bootstrap.mjs');
const KEY = randomBytes(32).toString('base64');
const BUILDING = 'Building the server …';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-start-'));
  // The embedded server runs under an account of its own where this one is root.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm start', () => {
  /** Something that the bundle is built of, as far as anybody can tell from outside. */
  const planted = path.join(API, 'src/planted.md');
  const running = new Set<ChildProcess>();
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database[Symbol.asyncDispose]());
  afterEach(async () => {
    await rm(planted, { force: true });
    for (const child of running) child.kill('SIGTERM');
  });

  /** `npm start` until it is ready, and then to its end: what it said, and what it ran. */
  async function startOnce(env: Record<string, string> = {}): Promise<{ output: string; command: string }> {
    const port = String(await freePort());
    const external = {
      DATABASE_URL: database.url,
      TENANT_DB_PREFIX: database.tenantPrefix,
      ENCRYPTION_KEY: KEY,
      PORTOLAN_OPERATOR_PASSWORD: 'planted-password',
    };
    const child = spawn(process.execPath, [BOOTSTRAP, 'start'], {
      // What installs and builds may need what this machine is configured with; the server is on its own.
      env: { ...process.env, ...external, PORT: port, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => running.delete(child));
    const gone = ended.then(() => {
      throw new Error(`It ended:\n${output}`);
    });
    await Promise.race([until(() => output.includes('is ready')), gone]);
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    const client = await (await fetch(`http://127.0.0.1:${port}/client/version`)).json();
    expect(await (await fetch(`http://127.0.0.1:${port}/api/docs`)).text()).toContain(client.integrity);
    const [server] = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')).split(' ');
    const command = (await readFile(`/proc/${server}/cmdline`, 'utf8')).split('\0').at(-2) ?? '';
    gone.catch(() => {});
    child.kill('SIGTERM');
    await ended;
    return { output, command };
  }

  it('runs the bundle, with the embedded PostgreSQL, and builds it again only where a source has changed', async () => {
    const embedded = { DATABASE_URL: '', ENCRYPTION_KEY: '', PORTOLAN_DATA_DIR: path.join(folder, 'data') };
    const first = await startOnce(embedded);
    expect(first.command).toBe(path.join(API, 'dist/server.js'));
    expect(first.output).toContain('Starting the embedded PostgreSQL …');
    await writeFile(planted, 'changed');
    expect((await startOnce()).output).toContain(BUILDING);
    expect((await startOnce()).output).not.toContain(BUILDING);
    await rm(planted);
    expect((await startOnce()).output).toContain(BUILDING);
  }, 180_000);

  it('writes readable lines where they are asked for', async () => {
    const { output } = await startOnce({ LOG_FORMAT: 'pretty', LOG_LEVEL: 'debug' });
    expect(output).toMatch(/INFO: request\n(?: {4}.*\n)* {4}method: "GET"/);
  }, 60_000);
});

describe('a bundle that lacks a file', () => {
  const names = async () => JSON.parse(await readFile(path.join(folder, 'bundle/files.json'), 'utf8')) as string[];
  const build = () => run(process.execPath, [path.join(API, 'build.mjs'), path.join(folder, 'bundle')]);
  beforeAll(build, 60_000);

  const start = (entry: string) =>
    run(process.execPath, [path.join(folder, 'bundle', entry), 'help'], { env: {} }).catch(
      (error: { code: number; stderr: string }) => error,
    );

  it('is all there once it is built, and nothing else is but what Node has compiled of it', async () => {
    const whole = [...(await names()), 'files.json'];
    expect((await readdir(path.join(folder, 'bundle'))).sort()).toEqual(whole.toSorted());
    expect(await start('cli.js')).toMatchObject({ stderr: '' });
    expect((await readdir(path.join(folder, 'bundle'))).sort()).toEqual([...whole, 'compiled'].sort());
    await writeFile(path.join(folder, 'bundle/left-behind.js'), '');
    await build();
    expect((await readdir(path.join(folder, 'bundle'))).sort()).toEqual(whole.toSorted());
  });

  it('does not start, and names it', async () => {
    const lazy = (await names()).find((name) => name.startsWith('nodemailer'));
    await rm(path.join(folder, 'bundle', lazy ?? ''));
    await rm(path.join(folder, 'bundle/worker.js'));
    for (const entry of ['server.js', 'cli.js']) {
      const { code, stderr } = (await start(entry)) as { code: number; stderr: string };
      expect(code).toBe(1);
      expect(stderr).toBe(
        `Portolan could not start: its bundle lacks ${lazy}, worker.js (${folder}/bundle): build it again with "pnpm build"\n`,
      );
    }
    await rm(path.join(folder, 'bundle/files.json'));
    expect(await start('server.js')).toMatchObject({ stderr: expect.stringContaining('lacks files.json') });
  });
});
