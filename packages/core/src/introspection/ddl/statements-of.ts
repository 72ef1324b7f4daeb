import type { TableDefinition } from '@portolan/contract';
import type { Dialect, Quoting } from './dialect.ts';
import { note, printed } from './line.ts';

/** The statement that makes a table, with all that goes with it, as a person would paste it. */
export function createStatement(table: TableDefinition, dialect: Dialect): string {
  const lines = [
    // What may be there already is not made without being asked for.
    ...dialect.neededTypes(table).map((text) => note(`It needs this first: ${text};`)),
    ...dialect.createTable(table),
    ...(table.type === 'table' ? table.foreignKeys.flatMap((key) => dialect.addForeignKey(table, key)) : []),
  ];
  return `${printed(lines)}\n`;
}

const ROWS = 100;

/** Every column by its name, and a few rows. */
export function selectStatement({ schema, name, columns }: TableDefinition, quoting: Quoting): string {
  const listed = columns.map((column) => `\n  ${quoting.quoted(column.name)}`).join(',');
  const limit = quoting.limit(ROWS);
  const from = `${quoting.quoted(schema)}.${quoting.quoted(name)}`;
  return `SELECT${limit.head && ` ${limit.head}`}${listed || ' *'}\nFROM ${from}${limit.tail};\n`;
}
