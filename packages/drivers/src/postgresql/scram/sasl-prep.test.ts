import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../../testing/target.ts';
import { saslPrep } from './sasl-prep.ts';
import { LEFT_TO_RIGHT, REFUSED, RIGHT_TO_LEFT } from './stringprep-tables.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startTestPostgres({ version: '18', settings: { scram_iterations: '1' } });
  await server.query(`
    create role app login;
    create function verifiers(passwords text[]) returns setof text language plpgsql as $$
    declare one text;
    begin
      foreach one in array passwords loop
        execute format('alter role app password %L', one);
        return next (select rolpassword from pg_authid where rolname = 'app');
      end loop;
    end $$`);
});
afterAll(() => server.close());

/** On both sides of every edge of the tables. */
function edges(): string[] {
  const found = new Set<number>();
  let before = '';
  for (let point = 0x80; point < 0x110000; point++) {
    const text = String.fromCodePoint(point);
    const now = [REFUSED, RIGHT_TO_LEFT, LEFT_TO_RIGHT].map((has) => Number(has(text))).join('');
    if (now !== before) found.add(point - 1).add(point);
    before = now;
  }
  return [...found].map((point) => String.fromCodePoint(point)).filter((text) => text.isWellFormed());
}

/** `SCRAM-SHA-256$1:salt$StoredKey:ServerKey` */
function isMadeOf(verifier: string, prepared: string): boolean {
  const [, salt = '', storedKey] = /^SCRAM-SHA-256\$1:([^$]+)\$([^:]+):/.exec(verifier) ?? [];
  const salted = pbkdf2Sync(prepared, Buffer.from(salt, 'base64'), 1, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  return createHash('sha256').update(clientKey).digest('base64') === storedKey;
}

test('every character is prepared as the server does, alone, at both ends and between two from right to left', async () => {
  const passwords = edges().flatMap((one) => [`\u00a0${one}`, `${one}\u00a0${one}`, `\u05d0${one}\u00a0\u05d0`]);
  expect(passwords.length).toBeGreaterThan(3_000);
  const rows = await server.query<{ verifier: string }>('select verifiers($1) as verifier', [passwords]);
  expect(rows).toHaveLength(passwords.length);
  const wrong = passwords.filter((password, index) => !isMadeOf(rows[index]?.verifier ?? '', saslPrep(password)));
  expect(wrong).toEqual([]);
});

test('many rounds are done, too many are not', async () => {
  await using host = { ...openDrivers(), [Symbol.asyncDispose]: () => host.close() };
  const login = async (rounds: number) => {
    await server.query(`set scram_iterations = ${rounds}; alter role app password 'planted'`);
    const target = targetOf({ port: server.port, username: 'app', credential: passwordOf('planted') });
    const result = await host.diagnose(target);
    return { ...verdictOf(result), remedy: result.stages.at(-1)?.remedy };
  };
  expect(await login(600_000)).toMatchObject({ success: true });
  expect(await login(1_000_001)).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  expect((await login(1_000_001)).remedy).toContain('scram_iterations');
});
