import { type DatabaseDefinition, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, expect, test } from 'vitest';
import { openDrivers } from '../../testing/open-drivers.ts';
import { readAll } from '../../testing/read-all.ts';

const host = openDrivers();
afterAll(() => host.close());

const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'int' }));
const references = { schema: 'dbo', table: 'parents', columns: ['a'] };
const FACTS: DatabaseDefinition = {
  name: 'facts',
  tables: [
    { schema: 'dbo', name: 'parents', columns, primaryKey: { name: 'PK', columns: ['a'] } },
    {
      schema: 'dbo',
      name: 'children',
      columns,
      triggers: ['second', 'First'],
      foreignKeys: [
        { name: 'FK_held', columns: ['a'], references },
        { name: 'FK_off', columns: ['b'], references, disabled: true },
        { name: 'FK_unsure', columns: ['c'], references, untrusted: true },
      ],
      checks: [
        { name: 'CK_held', definition: '([a]>(0))' },
        { name: 'CK_off', definition: '([b]>(0))', disabled: true },
        { name: 'CK_unsure', definition: '([c]>(0))', untrusted: true },
      ],
      indexes: [
        { name: 'IX_off', columns: ['a'], disabled: true },
        { name: 'IX_sorted', columns: ['a', 'b'], descending: ['b'], filter: '([a]>(0))' },
      ],
    },
  ],
};
const start = (login: object = {}) =>
  startSqlServerEmulator({ tls: certificate, logins: [{ ...LOGIN, ...login }], database: FACTS });
const read = (port: number) => readAll(host, sqlserverTarget({ port, databaseName: 'facts' }), { depth: 'columns' });

test('what is disabled, what is not trusted, what is sorted downwards, and triggers by name', async () => {
  await using server = await start();
  const { tables } = await read(server.port);
  const { foreignKeys, checks, indexes, triggers } = tables[0] ?? {};
  const held = (list: { name: string; enforced: boolean; validated: boolean }[] = []) =>
    list.map(({ name, enforced, validated }) => [name, enforced, validated]);
  expect(held(foreignKeys)).toEqual([
    ['FK_held', true, true],
    ['FK_off', false, false],
    ['FK_unsure', true, false],
  ]);
  expect(held(checks)).toEqual([
    ['CK_held', true, true],
    ['CK_off', false, false],
    ['CK_unsure', true, false],
  ]);
  expect(indexes).toMatchObject([
    { name: 'IX_off', ignored: true, predicate: null },
    {
      name: 'IX_sorted',
      ignored: false,
      predicate: '[a]>(0)',
      keys: [
        { column: 'a', descending: false },
        { column: 'b', descending: true },
      ],
    },
  ]);
  expect(triggers).toEqual(['First', 'second']);
  expect(tables[0]?.columns[0]?.baseType).toBe('int');
});
