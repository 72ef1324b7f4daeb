import { startTestPostgres, type TestPostgres } from '@portolan/testing/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { readAll } from '../testing/read-all.ts';
import { passwordOf, targetOf } from '../testing/target.ts';
import { decoderFor } from './decoder-for.ts';

const host = openDrivers();
let server: TestPostgres;

beforeAll(async () => {
  server = await startTestPostgres({ version: '18' });
});
afterAll(() => Promise.all([host.close(), server.close()]));

/** Makes a database in this encoding; `good` and `bad` are bytes, as hexadecimal digits. */
async function databaseIn(encoding: string, { good, bad }: { good: string; bad: string }): Promise<string> {
  const name = `in_${encoding.toLowerCase()}`;
  await server.query(`create database ${name} template template0 encoding '${encoding}' lc_collate 'C' lc_ctype 'C'`);
  const text = (hex: string) => `convert_from('\\x${hex}'::bytea, '${encoding}')`;
  await server.query(
    `create table plain (id int primary key, amount numeric(10,2) default 1.5, big bigint, flag boolean default true);
     create view seen as select id from plain;
     do $$ begin
       execute format('comment on table plain is %L', ${text(good)});
       execute format('create table odd (id int, %I int)', ${text(good)});
       execute format('comment on column odd.id is %L', ${text(`41${bad}42`)});
       execute format('create table %I (id int)', 'named_' || ${text(bad)});
       execute format('create schema %I', 'spaced_' || ${text(bad)});
       execute format('create type mood as enum (%L)', ${text(bad)});
     end $$;
     create table moods (m mood);`,
    [],
    name,
  );
  return name;
}

async function read(databaseName: string) {
  const credential = passwordOf(server.password);
  const target = targetOf({ port: server.port, username: server.user, databaseName, credential });
  expect(await host.diagnose(target)).toMatchObject({ success: true });
  return readAll(host, target, { depth: 'columns' });
}

test.each([
  ['WIN1252', { good: '8047f6dfe5', bad: '81' }, '€Gößå'],
  ['WIN1251', { good: 'cff0e8', bad: '98' }, 'При'],
  ['WIN1253', { good: 'c1e2', bad: 'd2' }, 'Αβ'],
  ['WIN1257', { good: 'c0fe', bad: 'a5' }, 'Ąž'],
  ['ISO_8859_7', { good: 'c1e2', bad: 'ff' }, 'Αβ'],
  ['EUC_JP', { good: 'c6fccbdc', bad: 'a9a1' }, '日本'],
])('a byte of %s that is no character costs the text it stands in', async (encoding, bytes, good) => {
  const { outline, tables, warnings } = await read(await databaseIn(encoding, bytes));
  expect(tables.map(({ name }) => name).toSorted()).toEqual(['moods', 'named_\ufffd', 'odd', 'plain', 'seen']);
  const of = (name: string) => tables.find((table) => table.name === name);
  expect(of('plain')).toMatchObject({ comment: good, primaryKey: { columns: ['id'] } });
  expect(of('plain')?.columns).toMatchObject([{ name: 'id' }, { default: '1.5' }, { baseType: 'int8' }, {}]);
  expect(of('odd')?.columns).toMatchObject([{ comment: 'A\ufffdB' }, { name: good }]);
  expect(of('moods')?.columns[0]?.labels).toEqual(['\ufffd']);
  expect(outline.schemas.map(({ name }) => name)).toContain('spaced_\ufffd');
  expect(warnings).toContainEqual(expect.objectContaining({ table: 'odd', path: 'columns.id.comment' }));
  expect(warnings).toContainEqual(expect.objectContaining({ table: 'named_\ufffd', path: 'name' }));
  expect(warnings).toContainEqual(expect.objectContaining({ table: 'moods', path: 'columns.m.labels.1' }));
  expect(warnings).toContainEqual(expect.objectContaining({ path: 'schemas' }));
});

test('what the server can turn into UTF-8 is read as the server does, and what it cannot is read here', async () => {
  await server.query(`
    create function converted(byte bytea, encoding name) returns text language plpgsql as $$ begin
      return convert_from(convert(byte, encoding, 'UTF8'), 'UTF8');
    exception when others then
      return null;
    end $$`);
  const rows = await server.query<{ encoding: string; byte: string; text: string | null }>(`
    select encoding, to_hex(byte) as byte, converted(decode(to_hex(byte), 'hex'), encoding) as text
    from (select pg_encoding_to_char(n) as encoding from generate_series(1, 34) n where pg_encoding_max_length(n) = 1) e,
      generate_series(128, 255) byte`);
  expect(rows.length).toBeGreaterThan(20 * 128);
  // Where the server has nothing, whatever the platform makes of it will do.
  const ours = ({ encoding, byte, text }: (typeof rows)[number]) => {
    const decode = decoderFor(encoding);
    return decode && text !== null ? decode(Buffer.from(byte, 'hex')) : text === null && !decode ? 'refused' : text;
  };
  const other = rows.filter((row) => ours(row) !== row.text);
  expect(other.map((row) => [row.encoding, row.byte, ours(row), row.text])).toEqual([]);
});
