import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDrivers } from '../../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../../testing/target.ts';

const run = promisify(execFile);
const host = openDrivers();
afterAll(() => host.close());

/** Each in a form that a client may or may not change before it is compared. */
const PASSWORDS: Record<string, string> = {
  'plain ASCII': 'plain $ecret',
  'ASCII control characters': 'tab\tbell\u0007newline\n',
  'spaces around': '  both ends  ',
  composed: 'caf\u00e9',
  decomposed: 'cafe\u0301',
  'a lone combining mark first': '\u0301abc',
  ligatures: 'o\ufb03ce \ufb01',
  'full width': '\uff21\uff22\uff11\uff12',
  'Roman numeral and superscript': '\u2168x\u00b2',
  'soft hyphen': 'I\u00adX',
  'nothing but soft hyphens': '\u00ad\u00ad',
  'no-break space': 'a\u00a0b',
  'ideographic and thin space': 'a\u3000b\u2009c',
  'zero width space': 'a\u200bb',
  'zero width no-break space': '\ufeffbom',
  'an old heart with VS16': 'I \u2764\ufe0f it',
  'an emoji': 'rocket \u{1f680}',
  'an emoji with VS16': 'desk \u{1f5a5}\ufe0f',
  'a family joined by ZWJ': 'x\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  'a newer emoji and a ligature': '\ufb01\u{1fae0}',
  'a flag and a keycap': '\u{1f1eb}\u{1f1ee} 1\ufe0f\u20e3',
  Hebrew: '\u05e9\u05dc\u05d5\u05dd',
  'Arabic with a ligature': '\ufefb\u0627',
  'right to left with digits last': '\u05e9\u05dc1',
  'right to left among Latin with a ligature': 'a\u05e9\ufb01',
  'an Arabic mark of 3.2': '\u0627\u0644\u0651\u0647',
  'private use with a no-break space': '\ue000\u00a0x',
  'a control character and a no-break space': '\u0085\u00a0x',
  'directional marks': '\u200eleft\u202eright',
  'unassigned in 3.2': '\u0221\u00aa',
  'Hangul in parts': '\u1112\u1161\u11ab',
  'long, over the block of the hash': '\u00e9\ufb01'.repeat(60),
};

describe.each(['18', '15'] as const)('PostgreSQL %s', (version) => {
  let server: TestPostgres;
  beforeAll(async () => {
    const hba = ['host all old 127.0.0.1/32 md5', 'host all all 127.0.0.1/32 scram-sha-256'];
    server = await startTestPostgres({ version, hba });
    await server.query('create role app login; create role old login');
  });
  afterAll(() => server.close());

  const psql = (user: string, password: string) =>
    run('psql', ['-h', '127.0.0.1', '-p', String(server.port), '-U', user, '-XAtc', 'select 1', 'postgres'], {
      env: { PATH: process.env.PATH, PGPASSWORD: password },
    });
  const login = async (user: string, password: string) =>
    verdictOf(await host.diagnose(targetOf({ port: server.port, username: user, credential: passwordOf(password) })));
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

  test.each(Object.entries(PASSWORDS))('%s', async (_, password) => {
    await server.query(`alter role app password ${literal(password)}`);
    expect((await psql('app', password)).stdout).toBe('1\n');
    expect(await login('app', password)).toMatchObject({ success: true });
    await server.query(`set password_encryption = md5; alter role old password ${literal(password)}`);
    expect((await psql('old', password)).stdout).toBe('1\n');
    expect(await login('old', password)).toMatchObject({ success: true });
  });

  test.each([
    ['VS16 left out', '\u{1f5a5}\ufe0f', '\u{1f5a5}'],
    ['a ligature taken apart', '\ufb01\u{1f680}', 'fi\u{1f680}'],
    ['bidirectional', 'a\u05e9\ufb01', 'a\u05e9fi'],
  ])('what the server took as it is has no other form: %s', async (_, password, other) => {
    await server.query(`alter role app password ${literal(password)}`);
    await expect(psql('app', other)).rejects.toThrow('authentication failed');
    expect(await login('app', other)).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  });

  test.each([
    ['composed', 'caf\u00e9', 'cafe\u0301'],
    ['a soft hyphen', 'I\u00adX', 'IX'],
    ['a no-break space', 'a\u00a0b', 'a b'],
  ])('what the server has prepared is let in by each of its forms: %s', async (_, password, other) => {
    await server.query(`alter role app password ${literal(password)}`);
    expect((await psql('app', other)).stdout).toBe('1\n');
    expect(await login('app', other)).toMatchObject({ success: true });
  });

  test('names travel as they are', async () => {
    for (const name of [
      'App',
      'trailing ',
      ' leading',
      'cafe\u0301',
      'caf\u00e9',
      '\u{1f5a5}\ufe0f',
      '\ufb01',
      'a"b',
    ]) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      await server.query(`create role ${quoted} login password ${literal(name)}`);
      await server.query(`create database ${quoted} owner ${quoted}`);
      expect((await psql(name, name)).stdout).toBe('1\n');
      const target = targetOf({ port: server.port, username: name, databaseName: null, credential: passwordOf(name) });
      expect(await host.diagnose(target), name).toMatchObject({ success: true });
    }
  });
});
