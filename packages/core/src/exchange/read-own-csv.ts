import Papa from 'papaparse';
import { invalid } from '../errors.ts';
import { ALIASES, COLUMNS, type Column, PASSWORD } from './csv-columns.ts';
import { unguarded } from './formula-guard.ts';
import type { ParsedRow, ReadRow } from './parsed-row.ts';

const BY_NAME = new Map([...COLUMNS, PASSWORD].map((column) => [column.name.toLowerCase(), column]));

/** A header, and a connection in each row; commas, semicolons or tabs stand between the cells. */
export function readOwnCsv(text: string): ReadRow[] {
  const { data, errors } = Papa.parse(text, { delimiter: delimiterOf(text), skipEmptyLines: false });
  const faults = new Map(errors.filter(({ row }) => row !== undefined).map(({ row, code }) => [row, code]));
  const begun = data.findIndex((cells) => !isBlank(cells));
  const header = data[begun];
  if (!header) throw invalid('text', 'There is no header and no connection');
  const columns = columnsOf(header);
  const rows: ReadRow[] = [];
  let line = 1;
  for (const [index, cells] of data.entries()) {
    if (index > begun && !isBlank(cells)) rows.push(readRow(line, cells, columns, faults.get(index)));
    line += linesIn(cells);
  }
  return rows;
}

/** That of the header, whose words have none of them in it. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

const isBlank = (cells: string[]) => cells.every((cell) => cell.trim() === '');
/** A cell may hold several. */
const linesIn = (cells: string[]) => 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

function columnsOf(header: string[]): Column[] {
  const columns = header.map((title) => {
    const plain = unguarded(title)
      .toLowerCase()
      .replace(/[\s_-]/g, '');
    const column = BY_NAME.get(ALIASES[plain] ?? plain);
    if (!column) throw invalid('text', `There is no column '${title.slice(0, 60)}' in a file of connections`);
    return column;
  });
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice) throw invalid('text', `The column ${twice.name} is there twice`);
  return columns;
}

function readRow(line: number, cells: string[], columns: Column[], fault: string | undefined): ReadRow {
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const value = column.read(unguarded(cells[index] ?? ''), values);
    if (value !== undefined) values[column.name] = value;
  }
  const { id, owner, password, ...fields } = values;
  const name = typeof fields.name === 'string' ? fields.name.trim() : '';
  if (fault) return { line, name, refused: 'A quote in this row is not closed, or stands where none may be' };
  if (cells.length > columns.length) return { line, name, refused: 'The row has more cells than there are columns' };
  const row: ParsedRow = { line, name, fields, notes: [] };
  if (typeof id === 'string' && id) row.id = id;
  if (owner !== undefined) row.owner = owner as string | null;
  if (typeof password === 'string') row.secret = { type: 'password', password };
  return row;
}
