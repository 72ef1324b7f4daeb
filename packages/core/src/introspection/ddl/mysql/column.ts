import type { CheckConstraint, Column, TableDefinition } from '@portolan/contract';
import { literal, printedBy, quoted } from './names.ts';

export const isComputed = ({ generated }: Column): boolean => generated === 'stored' || generated === 'virtual';

/** What of a column a draft cannot write, in words; null where it can write all of it. */
export function unwritable(column: Column): string | null {
  if (printedBy(column.nativeType) === null) return `the type of ${column.name}`;
  if (column.default !== null && printedBy(column.default) === null) return `the default of ${column.name}`;
  if (column.onUpdate !== null && printedBy(column.onUpdate) === null) return `what updates ${column.name}`;
  return null;
}

/** A check of MariaDB that stands in the definition of its column has the column's name. */
export function checkOfColumn({ checks }: TableDefinition, { name }: Column): CheckConstraint | undefined {
  return checks.find((check) => check.name === name);
}

/** The definition of a column, in a table and where it is added or changed: whatever it leaves out is gone. */
export function columnDefinition(table: TableDefinition, column: Column): string {
  const check = printedBy(checkOfColumn(table, column)?.expression ?? null);
  return [
    quoted(column.name),
    typeOf(table, column),
    ...(isComputed(column) ? computed(column) : origin(column)),
    column.invisible ? 'INVISIBLE' : '',
    column.comment === null ? '' : `COMMENT ${literal(column.comment)}`,
    check === null ? '' : `CHECK (${check})`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** MariaDB prints its JSON as the text that it is kept in. */
function typeOf(table: TableDefinition, column: Column): string {
  if (column.type === 'json' && column.baseType === 'longtext') return 'json';
  const collation = collationOf(table, column);
  return collation === null ? column.nativeType : `${column.nativeType} COLLATE ${quoted(collation)}`;
}

/** That of the table is said too: a column keeps what it had when the table gets another one. */
export function collationOf({ collation }: TableDefinition, column: Column): string | null {
  if (column.type !== 'string' && column.type !== 'enum') return null;
  return column.collation ?? collation;
}

function computed({ default: expression, generated }: Column): string[] {
  return [`AS (${expression})`, generated === 'stored' ? 'STORED' : 'VIRTUAL'];
}

function origin(column: Column): string[] {
  const { nullable, generated, onUpdate } = column;
  return [
    nullable ? 'NULL' : 'NOT NULL',
    generated === null ? '' : 'AUTO_INCREMENT',
    column.default === null ? '' : `DEFAULT ${defaultText(column.default)}`,
    onUpdate === null ? '' : `ON UPDATE ${onUpdate}`,
  ];
}

const PLAIN =
  /^(?:null|true|false|[-+]?[\d.]+(?:e[-+]?\d+)?|_?\w*'(?:[^'\\]|''|\\.)*'|(?:current_timestamp|now|localtime|localtimestamp)(?:\(\d*\))?)$/i;

/** Whatever is no literal and no time of day stands in brackets. */
function defaultText(text: string): string {
  return PLAIN.test(text) ? text : `(${text})`;
}
