import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { mysqlFromUrl, startTestMariadb } from './index.ts';

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('starts, runs SQL, and is gone when closed', async () => {
  const server = await startTestMariadb({ users: [{ name: 'a\'b"c', password: "p\\'q", database: 'x_`y' }] });
  expect(await server.query("select 'tab\\there', null, 'NULL?', 'line\\nbreak'; select 2")).toEqual([
    ['tab\there', null, 'NULL?', 'line\nbreak'],
    ['2'],
  ]);
  expect(await server.query('select database()', 'x_`y')).toEqual([['x_`y']]);
  await expect(server.query('select nonsense')).rejects.toThrow('nonsense');
  expect(isAlive(server.pid)).toBe(true);
  const [[folder = ''] = []] = (await server.query('select @@datadir')) as string[][];
  expect(existsSync(folder)).toBe(true);
  // Beside its data: what it finds of other servers' temporary tables, it removes when it starts.
  const [[temporary = ''] = []] = (await server.query('select @@tmpdir')) as string[][];
  expect(folder.startsWith(temporary)).toBe(true);
  expect(temporary).toContain('portolan-mariadb-');
  await server.close();
  expect(isAlive(server.pid)).toBe(false);
  expect(existsSync(folder)).toBe(false);
  await server.close();
});

test('does not outlive the process that started it', async () => {
  const script = fileURLToPath(new URL('./held-server.ts', import.meta.url));
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
});

test('a server that cannot start says why', async () => {
  await expect(startTestMariadb({ settings: { 'no-such-setting': '1' } })).rejects.toThrow('no-such-setting');
});

test('the address of a MySQL is read from a URL', () => {
  expect(mysqlFromUrl('mysql://us%40er:p%2Fw@[::1]:3307/shop')).toEqual({
    host: '::1',
    port: 3307,
    user: 'us@er',
    password: 'p/w',
    database: 'shop',
  });
  expect(mysqlFromUrl('mysql://a@db/shop')).toMatchObject({ host: 'db', port: 3306, password: '' });
  expect(mysqlFromUrl('')).toBeNull();
});
