import type { Column, TableDefinition } from '@portolan/contract';
import type { TablePair } from '../dialect.ts';
import { type Line, note, sql } from '../line.ts';
import { partNamed, sameFacts } from '../same-facts.ts';
import { checkDefinition, tableChecks } from './checks.ts';
import { checkOfColumn, collationOf, columnDefinition, isComputed, unwritable } from './column.ts';
import { isPlain } from './create-table.ts';
import { indexDefinition } from './index-definition.ts';
import { literal, place, quoted } from './names.ts';

/** What one ALTER TABLE does, and what is left to people. */
interface Work {
  clauses: string[];
  notes: string[];
}

/**
 * Leads a table from one definition to the other, foreign keys apart. All at once: a column that counts needs its key at
 * any moment, and so do foreign keys.
 */
export function alterTable({ before, after }: TablePair): Line[] {
  const table = place(after);
  if (before.type !== after.type || before.kind !== after.kind)
    return [note(`Not covered: ${table} was a ${before.kind} and is a ${after.kind} now.`)];
  if (after.type === 'view')
    return [note(`Not covered: the view ${table}: what it is made of is not in the snapshot.`)];
  if (!isPlain(after)) return [note(`Not covered: ${table} is a ${after.kind}.`)];
  const parts = [
    indexWork(before, after),
    checkWork(before, after),
    columnWork(before, after),
    optionWork(before, after),
  ];
  const clauses = parts.flatMap((part) => part.clauses);
  const notes = parts.flatMap((part) => part.notes).map((text) => note(`Not covered: ${text} of ${table}.`));
  if (clauses.length === 0) return notes;
  return [sql(`ALTER TABLE ${table} ${clauses.map((clause) => `\n  ${clause}`).join(',')}`), ...notes];
}

function indexWork(before: TableDefinition, after: TableDefinition): Work {
  const { removed, added, renamed } = partNamed(before.indexes, after.indexes);
  const made = added.map((index) => ({ index, text: indexDefinition(index) }));
  return {
    clauses: [
      ...removed.map(({ primary, name }) => (primary ? 'DROP PRIMARY KEY' : `DROP INDEX ${quoted(name)}`)),
      ...renamed.map((pair) => `RENAME INDEX ${quoted(pair.before.name)} TO ${quoted(pair.after.name)}`),
      ...made.flatMap(({ text }) => (text === null ? [] : [`ADD ${text}`])),
    ],
    notes: made.flatMap(({ index, text }) => (text === null ? [`the index ${index.name}`] : [])),
  };
}

function checkWork(before: TableDefinition, after: TableDefinition): Work {
  const { removed, added, renamed } = partNamed(tableChecks(before), tableChecks(after));
  const gone = [...removed, ...renamed.map((pair) => pair.before)];
  const made = [...added, ...renamed.map((pair) => pair.after)].map((check) => ({
    check,
    text: checkDefinition(check),
  }));
  return {
    clauses: [
      ...gone.map(({ name }) => `DROP CONSTRAINT ${quoted(name)}`),
      ...made.flatMap(({ text }) => (text === null ? [] : [`ADD ${text}`])),
    ],
    notes: made.flatMap(({ check, text }) => (text === null ? [`the check ${check.name}`] : [])),
  };
}

function columnWork(before: TableDefinition, after: TableDefinition): Work {
  const work: Work = { clauses: [], notes: [] };
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const names = new Set(after.columns.map(({ name }) => name));
  const gone = before.columns.filter(({ name }) => !names.has(name));
  for (const { name } of gone) work.clauses.push(`DROP COLUMN ${quoted(name)}`);
  // The order as it grows: only what does not stand where it belongs is moved.
  const order = before.columns.map(({ name }) => name).filter((name) => names.has(name));
  for (const [at, column] of after.columns.entries()) {
    const known = old.get(column.name);
    const moved = order[at] !== column.name;
    if (moved) {
      if (known) order.splice(order.indexOf(column.name), 1);
      order.splice(at, 0, column.name);
    }
    const previous = after.columns[at - 1];
    const where = moved ? (previous ? ` AFTER ${quoted(previous.name)}` : ' FIRST') : '';
    const broken = unwritable(column);
    if (broken) work.notes.push(`${broken}, which cannot be written safely,`);
    else if (!known) work.clauses.push(`ADD COLUMN ${columnDefinition(after, column)}${where}`);
    else if (moved || differs({ before, after }, known, column)) {
      if (isRemade(known, column)) work.notes.push(`how ${column.name} is computed`);
      else work.clauses.push(`MODIFY COLUMN ${columnDefinition(after, column)}${where}`);
    }
  }
  return work;
}

function differs({ before, after }: TablePair, old: Column, now: Column): boolean {
  const facts = (table: TableDefinition, column: Column) => ({
    ...column,
    position: 0,
    collation: collationOf(table, column),
    check: checkOfColumn(table, column),
  });
  return !sameFacts(facts(before, old), facts(after, now));
}

/** A column that is not kept becomes none that is, and the other way round. */
function isRemade(before: Column, after: Column): boolean {
  if (!isComputed(before) && !isComputed(after)) return false;
  return before.generated !== after.generated && (before.generated === 'virtual' || after.generated === 'virtual');
}

function optionWork(before: TableDefinition, after: TableDefinition): Work {
  const clauses: string[] = [];
  if (before.engine !== after.engine && after.engine !== null) clauses.push(`ENGINE = ${quoted(after.engine)}`);
  if (before.charset !== after.charset || before.collation !== after.collation) {
    if (after.charset !== null) clauses.push(`DEFAULT CHARACTER SET = ${quoted(after.charset)}`);
    if (after.collation !== null) clauses.push(`COLLATE = ${quoted(after.collation)}`);
  }
  if (before.comment !== after.comment) clauses.push(`COMMENT = ${literal(after.comment ?? '')}`);
  return { clauses, notes: sameFacts(before.triggers, after.triggers) ? [] : ['the triggers'] };
}
