import type { TableDefinition } from '@portolan/contract';
import { type Line, note, sql } from '../line.ts';
import { checkDefinition, tableChecks } from './checks.ts';
import { columnDefinition, unwritable } from './column.ts';
import { indexDefinition } from './index-definition.ts';
import { literal, place, quoted } from './names.ts';

/** A table with its columns, keys and indexes; without its foreign keys. */
export function createTable(table: TableDefinition): Line[] {
  const name = place(table);
  if (!isPlain(table))
    return [note(`Not covered: ${name}, a ${table.kind}: what it is made of is not in the snapshot.`)];
  const broken = table.columns.map(unwritable).find((text) => text !== null);
  if (broken) return [note(`Not covered: the table ${name}: ${broken} cannot be written safely.`)];
  const indexes = table.indexes.map((index) => ({ index, text: indexDefinition(index) }));
  const checks = tableChecks(table).map((check) => ({ check, text: checkDefinition(check) }));
  const parts = [
    ...table.columns.map((column) => columnDefinition(table, column)),
    ...indexes.map(({ text }) => text),
    ...checks.map(({ text }) => text),
  ].filter((part) => part !== null);
  return [
    sql(`CREATE TABLE ${name} (${parts.map((part) => `\n  ${part}`).join(',')}\n)${optionsOf(table)}`),
    ...indexes.flatMap(({ index, text }) =>
      text === null ? [note(`Not covered: the index ${index.name} of ${name}.`)] : [],
    ),
    ...checks.flatMap(({ check, text }) =>
      text === null ? [note(`Not covered: the check ${check.name} of ${name}.`)] : [],
    ),
    ...(table.triggers.length > 0 ? [note(`Not covered: triggers of ${name}: ${table.triggers.join(', ')}.`)] : []),
  ];
}

/** A table like others: neither a view nor a sequence, and without versions of its rows. */
export const isPlain = ({ type, kind }: TableDefinition): boolean => type === 'table' && kind === 'table';

export function optionsOf({ engine, charset, collation, comment }: TableDefinition): string {
  return [
    engine === null ? '' : ` ENGINE = ${quoted(engine)}`,
    charset === null ? '' : ` DEFAULT CHARACTER SET = ${quoted(charset)}`,
    collation === null ? '' : ` COLLATE = ${quoted(collation)}`,
    comment === null ? '' : ` COMMENT = ${literal(comment)}`,
  ].join('');
}
