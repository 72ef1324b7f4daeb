import type { TableDefinition } from '@portolan/contract';
import type { Dialect } from '../dialect.ts';
import { note, sql } from '../line.ts';
import { alterTable } from './alter-table.ts';
import { foreignKeyDefinition } from './constraint.ts';
import { createTable } from './create-table.ts';
import { place, quoted } from './names.ts';
import { neededTypes, typeChanges } from './own-types.ts';

export const POSTGRESQL: Dialect = {
  name: 'PostgreSQL',
  quoted,
  createSchema: (name) => sql(`CREATE SCHEMA ${quoted(name)}`),
  // Without CASCADE: what is in it and in no snapshot stays.
  dropSchema: (name) => sql(`DROP SCHEMA ${quoted(name)}`),
  types: typeChanges,
  neededTypes,
  limit: (rows) => ({ head: '', tail: `\nLIMIT ${rows}` }),
  createTable,
  dropTable: (table) => [dropped(table)],
  alterTable,
  addForeignKey: (table, key) =>
    table.kind === 'table'
      ? [sql(`ALTER TABLE ${place(table)} ADD CONSTRAINT ${quoted(key.name)} ${foreignKeyDefinition(key)}`)]
      : [note(`Not covered: the foreign key ${key.name} of ${place(table)}.`)],
  dropForeignKey: (table, key) => [sql(`ALTER TABLE ${place(table)} DROP CONSTRAINT ${quoted(key.name)}`)],
  frame: { begin: ['BEGIN;'], end: ['COMMIT;'] },
};

const WORDS: Record<string, string> = {
  view: 'VIEW',
  'materialized view': 'MATERIALIZED VIEW',
  'foreign table': 'FOREIGN TABLE',
};

const dropped = (table: TableDefinition) => sql(`DROP ${WORDS[table.kind] ?? 'TABLE'} ${place(table)}`);
