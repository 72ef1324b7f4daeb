import { startTestPostgres } from '@portolan/testing/postgres';
import { afterAll, expect, test } from 'vitest';
import { openDrivers } from '../testing/open-drivers.ts';
import { readAll } from '../testing/read-all.ts';
import { passwordOf, targetOf } from '../testing/target.ts';
import { washTable } from './wash-table.ts';
import { isClean, washText } from './wash-text.ts';

const host = openDrivers();
afterAll(() => host.close());

test.each([
  ['plain', 'plain', true],
  ['Größe 表 😀', 'Größe 表 😀', true],
  ['a\0b', 'a\ufffdb', false],
  ['half \ud83d', 'half \ufffd', false],
  ['\udc00 half', '\ufffd half', false],
])('%j is washed to %j', (text, washed, clean) => {
  expect(washText(text)).toBe(washed);
  expect(isClean(text)).toBe(clean);
});

test('says where in a table it was, and tells columns apart that would have one name', () => {
  const columns = [{ name: 'a\0', comment: 'x\ud800' }, { name: 'a\ufffd', comment: null }, { name: 'b' }];
  const { table, warnings } = washTable({ schema: 's', name: 't\0', comment: '\0', columns });
  expect(table).toMatchObject({
    name: 't\ufffd',
    columns: [{ name: 'a\ufffd' }, { name: 'a\ufffd (2)' }, { name: 'b' }],
  });
  expect(warnings.map(({ schema, table: name, path }) => [schema, name, path])).toEqual([
    ['s', 't\ufffd', 'name'],
    ['s', 't\ufffd', 'comment'],
    ['s', 't\ufffd', 'columns.a\ufffd.name'],
    ['s', 't\ufffd', 'columns.a\ufffd.comment'],
    ['s', 't\ufffd', 'columns.a\ufffd.name'],
  ]);
});

test.each(['18', '15'] as const)(
  'PostgreSQL %s: a database without an encoding is read but for its bad bytes',
  async (version) => {
    const server = await startTestPostgres({ version });
    try {
      await server.query("create database bytes template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
      const bad = (name: string) =>
        `convert_from('\\x${Buffer.from(name, 'latin1').toString('hex')}'::bytea, 'SQL_ASCII')`;
      await server.query(
        `set client_encoding = 'SQL_ASCII';
       create table good (id int primary key, note text);
       comment on table good is 'Größe';
       create schema stock;
       do $$ begin
         execute format('create table %I (id int, %I int, %I int)', ${bad('bad\xff')}, ${bad('c\xfe')}, ${bad('c\xff')});
         execute format('create table %I (id int)', ${bad('bad\xfe')});
         execute format('create schema %I', ${bad('s\xff')});
         execute format('create type mood as enum (%L)', ${bad('m\xe9')});
         execute format('comment on column good.note is %L', ${bad('Gr\xf6\xdfe')});
       end $$;
       create table stock.moods (m mood);`,
        [],
        'bytes',
      );
      const target = targetOf({ port: server.port, username: server.user, credential: passwordOf(server.password) });
      const { outline, tables, warnings } = await readAll(
        host,
        { ...target, databaseName: 'bytes' },
        { depth: 'columns' },
      );
      expect(tables.map(({ schema, name }) => `${schema}.${name}`).toSorted()).toEqual([
        'public.bad\ufffd',
        'public.bad\ufffd (2)',
        'public.good',
        'stock.moods',
      ]);
      const of = (name: string) => tables.find((table) => table.name === name);
      expect(of('good')).toMatchObject({
        comment: 'Größe',
        columns: [{ comment: null }, { comment: 'Gr\ufffd\ufffde' }],
      });
      expect(of('moods')?.columns[0]?.labels).toEqual(['m\ufffd']);
      const wide = tables.find(({ columns }) => columns.length === 3);
      expect(wide?.columns.map(({ name }) => name)).toEqual(['id', 'c\ufffd', 'c\ufffd (2)']);
      expect(outline.schemas.map(({ name }) => name)).toContain('s\ufffd');
      expect(warnings).toContainEqual(expect.objectContaining({ schema: null, table: null, path: 'schemas' }));
      expect(warnings).toContainEqual(expect.objectContaining({ table: 'good', path: 'columns.note.comment' }));
      expect(warnings).toContainEqual(expect.objectContaining({ table: 'moods', path: 'columns.m.labels.1' }));
      // A session in it works as any other.
      expect(await host.diagnose({ ...target, databaseName: 'bytes' })).toMatchObject({ success: true });
    } finally {
      await server.close();
    }
  },
);
