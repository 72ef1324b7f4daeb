import type { TableDefinition } from '@portolan/contract';
import type { TablePair } from '../dialect.ts';
import { type Line, note, sql } from '../line.ts';
import { type Parted, partNamed, sameFacts } from '../same-facts.ts';
import { addColumn, alterColumn } from './alter-column.ts';
import { type Constraint, constraintsOf } from './constraint.ts';
import { createIndex, ownIndexes } from './index-definition.ts';
import { literal, place, quoted } from './names.ts';

/** Leads a table from one definition to the other; foreign keys apart. */
export function alterTable({ before, after }: TablePair): Line[] {
  const table = place(after);
  if (before.kind !== after.kind || before.type !== after.type)
    return [note(`Not covered: ${table} was a ${before.kind} and is a ${after.kind} now.`)];
  if (after.type === 'view')
    return [note(`Not covered: the view ${table}: what it is made of is not in the snapshot.`)];
  const constraints = partNamed(constraintsOf(before), constraintsOf(after));
  const indexes = partNamed(ownIndexes(before), ownIndexes(after));
  return [
    ...constraints.removed.map(({ name }) => sql(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`)),
    ...indexes.removed.map(({ name }) => sql(`DROP INDEX ${place({ schema: before.schema, name })}`)),
    ...columnLines(table, before, after),
    ...constraintLines(table, constraints),
    ...indexes.renamed.map((pair) =>
      sql(
        `ALTER INDEX ${place({ schema: after.schema, name: pair.before.name })} RENAME TO ${quoted(pair.after.name)}`,
      ),
    ),
    ...indexes.added.map((index) => {
      const text = createIndex(after, index);
      return text === null ? note(`Not covered: the index ${index.name} of ${table}.`) : sql(text);
    }),
    ...besideLines(table, before, after),
  ];
}

function columnLines(table: string, before: TableDefinition, after: TableDefinition): Line[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const names = new Set(after.columns.map(({ name }) => name));
  const gone = before.columns.filter(({ name }) => !names.has(name));
  const come = after.columns.filter(({ name }) => !old.has(name));
  const order = [...before.columns.filter(({ name }) => names.has(name)), ...come].map(({ name }) => name);
  const lines = after.columns.flatMap((column) => {
    const known = old.get(column.name);
    return known ? alterColumn(table, known, column) : [];
  });
  const moved = after.columns.some(({ name }, at) => name !== order[at]);
  return [
    // What is computed from a column that goes must go first.
    ...gone.toReversed().map(({ name }) => sql(`ALTER TABLE ${table} DROP COLUMN ${quoted(name)}`)),
    ...lines,
    ...come.flatMap((column) => addColumn(table, column)),
    ...(moved ? [note(`Not covered: the order of the columns of ${table}: PostgreSQL adds them at the end.`)] : []),
  ];
}

function constraintLines(table: string, { renamed, added }: Parted<Constraint>): Line[] {
  return [
    ...renamed.map((pair) =>
      sql(`ALTER TABLE ${table} RENAME CONSTRAINT ${quoted(pair.before.name)} TO ${quoted(pair.after.name)}`),
    ),
    ...added.map(({ name, definition }) =>
      definition === null
        ? note(`Not covered: the constraint ${name} of ${table}.`)
        : sql(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`),
    ),
  ];
}

function besideLines(table: string, before: TableDefinition, after: TableDefinition): Line[] {
  const lines: Line[] = [];
  if (before.rowSecurity !== after.rowSecurity)
    lines.push(sql(`ALTER TABLE ${table} ${after.rowSecurity ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`));
  if (before.comment !== after.comment)
    lines.push(sql(`COMMENT ON TABLE ${table} IS ${after.comment === null ? 'NULL' : literal(after.comment)}`));
  if (!sameFacts(before.triggers, after.triggers)) lines.push(note(`Not covered: the triggers of ${table}.`));
  if (!sameFacts(before.policies, after.policies)) lines.push(note(`Not covered: the policies of ${table}.`));
  if (before.engine !== after.engine) lines.push(note(`Not covered: the access method of ${table}.`));
  return lines;
}
