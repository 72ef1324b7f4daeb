import type { TableDefinition } from '@portolan/contract';
import { type Line, note, sql } from '../line.ts';
import { collationNotes, columnDefinition, unwritable } from './column.ts';
import { constraintsOf } from './constraint.ts';
import { createIndex, ownIndexes } from './index-definition.ts';
import { literal, place, quoted } from './names.ts';
import { createSequence, ownSequence } from './sequence.ts';

/** A table with its columns, constraints and indexes; without its foreign keys. */
export function createTable(table: TableDefinition): Line[] {
  const name = place(table);
  if (table.type === 'view' || table.kind !== 'table')
    return [note(`Not covered: ${name}, a ${table.kind}: what it is made of is not in the snapshot.`)];
  const broken = table.columns.map(unwritable).find((text) => text !== null);
  if (broken) return [note(`Not covered: the table ${name}: ${broken} cannot be written safely.`)];
  const constraints = constraintsOf(table);
  const written = constraints.flatMap((one) =>
    one.definition ? [{ ...one, text: `CONSTRAINT ${quoted(one.name)} ${one.definition}` }] : [],
  );
  const parts = [
    ...table.columns.map(columnDefinition),
    ...written.flatMap(({ text, later }) => (later ? [] : [text])),
  ];
  return [
    ...table.columns.flatMap((column) => collationNotes(name, column)),
    ...table.columns.flatMap(createSequence).map(sql),
    sql(`CREATE TABLE ${name} (${parts.map((part) => `\n  ${part}`).join(',')}\n)`),
    ...table.columns.flatMap((column) => ownSequence(name, column)).map(sql),
    ...written.flatMap(({ text, later }) => (later ? [sql(`ALTER TABLE ${name} ADD ${text}`)] : [])),
    ...constraints.flatMap((one) =>
      one.definition ? [] : [note(`Not covered: the constraint ${one.name} of ${name}.`)],
    ),
    ...ownIndexes(table).map((index) => {
      const text = createIndex(table, index);
      return text === null ? note(`Not covered: the index ${index.name} of ${name}.`) : sql(text);
    }),
    ...comments(table),
    ...beside(table),
  ];
}

function comments(table: TableDefinition): Line[] {
  const name = place(table);
  const of = table.columns.filter(({ comment }) => comment !== null);
  return [
    ...(table.comment === null ? [] : [sql(`COMMENT ON TABLE ${name} IS ${literal(table.comment)}`)]),
    ...of.map((column) => sql(`COMMENT ON COLUMN ${name}.${quoted(column.name)} IS ${literal(column.comment ?? '')}`)),
  ];
}

function beside(table: TableDefinition): Line[] {
  const name = place(table);
  const { triggers, policies, rowSecurity } = table;
  return [
    ...(rowSecurity ? [sql(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`)] : []),
    ...(triggers.length > 0 ? [note(`Not covered: triggers of ${name}: ${triggers.join(', ')}.`)] : []),
    ...(policies.length > 0 ? [note(`Not covered: policies of ${name}: ${policies.join(', ')}.`)] : []),
  ];
}
