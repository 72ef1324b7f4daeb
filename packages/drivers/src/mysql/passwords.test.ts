import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startTestMariadb, type TestMariadb } from '@portolan/testing/mariadb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const run = promisify(execFile);
const host = openDrivers();
let server: TestMariadb;
beforeAll(async () => {
  server = await startTestMariadb();
});
afterAll(() => Promise.all([host.close(), server.close()]));

const FLAGS = ['--no-defaults', '--default-character-set=utf8mb4', '--host=127.0.0.1', '-NB'];
const client = (user: string, password: string) =>
  run('mariadb', [...FLAGS, `--port=${server.port}`, `--user=${user}`, '-e', 'select 1'], {
    env: { PATH: process.env.PATH, MYSQL_PWD: password },
  });
const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
const login = async (username: string, password: string, databaseName: string | null = null) => {
  const { port } = server;
  const target = targetOf({ dbType: 'mysql', port, username, databaseName, credential: passwordOf(password) });
  return verdictOf(await host.diagnose(target));
};

test.each([
  'cafe\u0301',
  'caf\u00e9',
  '\ufb01',
  '\u{1f5a5}\ufe0f',
  'x\u{1f468}\u200d\u{1f469}',
  'I\u00adX',
  'a\u00a0b',
  ' both ends ',
  '\u05e9a\u0661',
  '\u0221',
  'tab\tnewline\n',
  'back\\slash \'"',
])('a password is compared as it was typed: %j', async (password) => {
  await server.query(`create or replace user app identified by ${literal(password)}`);
  expect((await client('app', password)).stdout).toBe('1\n');
  expect(await login('app', password)).toMatchObject({ success: true });
  expect(await login('app', `${password.normalize('NFKC')} `)).toMatchObject({ code: 'AUTH_FAILED' });
});

test.each(['App', ' leading', 'cafe\u0301', 'a`b', 'sp ace', '\u{fb01}'])(
  'names travel as they are: %j',
  async (name) => {
    await server.query(`
    create database \`${name.replaceAll('`', '``')}\`; create user ${literal(name)} identified by 'planted';
    grant all on \`${name.replaceAll('`', '``')}\`.* to ${literal(name)}`);
    expect((await client(name, 'planted')).stdout).toBe('1\n');
    expect(await login(name, 'planted', name)).toMatchObject({ success: true });
  },
);
