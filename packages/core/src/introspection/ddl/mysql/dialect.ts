import type { Dialect } from '../dialect.ts';
import { note, sql } from '../line.ts';
import { alterTable } from './alter-table.ts';
import { createTable, isPlain } from './create-table.ts';
import { foreignKeyDefinition } from './foreign-key.ts';
import { place, quoted } from './names.ts';

/** MySQL and MariaDB. */
export const MYSQL: Dialect = {
  name: 'MySQL and MariaDB',
  quoted,
  createSchema: (name) => sql(`CREATE DATABASE ${quoted(name)}`),
  // Nothing there keeps what is in no snapshot: a database goes with all that is in it.
  dropSchema: (name) => note(`Not covered: the database ${name} is to go: drop it by hand.`),
  types: () => [],
  neededTypes: () => [],
  limit: (rows) => ({ head: '', tail: `\nLIMIT ${rows}` }),
  createTable,
  dropTable: (table) => [sql(`DROP ${table.type === 'view' ? 'VIEW' : 'TABLE'} ${place(table)}`)],
  alterTable,
  addForeignKey: (table, key) =>
    isPlain(table)
      ? [sql(`ALTER TABLE ${place(table)} ADD ${foreignKeyDefinition(key)}`)]
      : [note(`Not covered: the foreign key ${key.name} of ${place(table)}.`)],
  dropForeignKey: (table, key) => [sql(`ALTER TABLE ${place(table)} DROP FOREIGN KEY ${quoted(key.name)}`)],
  frame: { begin: [], end: [] },
};
