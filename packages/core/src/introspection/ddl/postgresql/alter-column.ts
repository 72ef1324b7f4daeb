import type { Column } from '@portolan/contract';
import { type Line, note, sql } from '../line.ts';
import { sameFacts } from '../same-facts.ts';
import { collationNotes, columnDefinition, identityOf, isComputed, typeOf, unwritable } from './column.ts';
import { literal, quoted } from './names.ts';
import { createSequence, ownSequence, sequenceOf } from './sequence.ts';

export function addColumn(table: string, column: Column): Line[] {
  const broken = unwritable(column);
  if (broken) return [note(`Not covered: ${broken} in ${table} cannot be written safely.`)];
  return [
    ...collationNotes(table, column),
    ...createSequence(column).map(sql),
    sql(`ALTER TABLE ${table} ADD COLUMN ${columnDefinition(column)}`),
    ...ownSequence(table, column).map(sql),
    ...comment(table, { before: null, after: column }),
  ];
}

/** The same column before and after. */
export function alterColumn(table: string, before: Column, after: Column): Line[] {
  const column = `${table}.${quoted(after.name)}`;
  const broken = unwritable(after);
  if (broken) return [note(`Not covered: ${broken} in ${table} cannot be written safely.`)];
  if (isComputed(before) || isComputed(after)) {
    const computed = alterComputed(table, before, after);
    return [...computed, ...comment(table, { before, after })];
  }
  const alter = (text: string) => sql(`ALTER TABLE ${table} ALTER COLUMN ${quoted(after.name)} ${text}`);
  const [was, is] = [identityOf(before), identityOf(after)];
  const retyped = typeOf(before) !== typeOf(after);
  const lines: Line[] = [];
  if (was !== null && is === null) lines.push(alter('DROP IDENTITY'));
  if (before.default !== null && (retyped || after.default === null)) lines.push(alter('DROP DEFAULT'));
  if (retyped) lines.push(alter(`TYPE ${typeOf(after)} USING ${converted(before, after)}`));
  if (before.nullable !== after.nullable) lines.push(alter(after.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'));
  if (after.default !== null && (retyped || before.default !== after.default)) {
    lines.push(...createSequence(after).map(sql), alter(`SET DEFAULT ${after.default}`));
    if (sequenceOf(before) !== sequenceOf(after)) lines.push(...ownSequence(table, after).map(sql));
  }
  if (was === null && is !== null) lines.push(alter(`ADD GENERATED ${is} AS IDENTITY`));
  if (was !== null && is !== null && was !== is) lines.push(alter(`SET GENERATED ${is}`));
  if (!sameFacts(before.attributes, after.attributes))
    lines.push(note(`Not covered: the attributes of the type of ${column}.`));
  if (after.collation !== before.collation) lines.push(...collationNotes(table, after));
  return [...lines, ...comment(table, { before, after })];
}

/** Types of which no two are cast into each other but as texts. */
const BY_TEXT = new Set(['enum', 'range', 'array', 'composite', 'other', 'network', 'geometry']);

function converted(before: Column, after: Column): string {
  const text = BY_TEXT.has(before.type) || BY_TEXT.has(after.type) ? '::text' : '';
  return `${quoted(after.name)}${text}::${after.nativeType}`;
}

function alterComputed(table: string, before: Column, after: Column): Line[] {
  const name = quoted(after.name);
  const alike = typeOf(before) === typeOf(after) && before.nullable === after.nullable;
  if (before.generated === after.generated && alike) {
    if (before.default === after.default) return [];
    return [sql(`ALTER TABLE ${table} ALTER COLUMN ${name} SET EXPRESSION AS (${after.default})`)];
  }
  if (before.generated === 'stored' && after.generated === null && alike) {
    const filled =
      after.default === null ? [] : [sql(`ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT ${after.default}`)];
    return [sql(`ALTER TABLE ${table} ALTER COLUMN ${name} DROP EXPRESSION`), ...filled];
  }
  return [note(`Not covered: how ${table}.${name} is computed: make it anew by hand.`)];
}

function comment(table: string, { before, after }: { before: Column | null; after: Column }): Line[] {
  if ((before?.comment ?? null) === after.comment) return [];
  const text = after.comment === null ? 'NULL' : literal(after.comment);
  return [sql(`COMMENT ON COLUMN ${table}.${quoted(after.name)} IS ${text}`)];
}
