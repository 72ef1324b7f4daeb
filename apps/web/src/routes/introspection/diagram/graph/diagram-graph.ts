import type { TableDefinition } from '@portolan/contract';
import { type KeyRelation, keyRelations, tableId } from '@portolan/contract/diagram-text';

export { tableId } from '@portolan/contract/diagram-text';

export const HEAD_PX = 32;
export const ROW_PX = 20;
/** Width of a letter of the 11 px monospaced face, with a little to spare for wider ones. */
const LETTER_PX = 6.8;
const NAME_PX = 7.6;
const PADDING_PX = 56;
const MIN_WIDTH = 180;
const MAX_WIDTH = 360;
/** Longer tables show their keys and the columns that follow, and say how many they leave out. */
const MOST_ROWS = 24;
const MOST_LETTERS = 26;

export interface DiagramColumn {
  name: string;
  type: string;
  primary: boolean;
  foreign: boolean;
  nullable: boolean;
}

export interface DiagramTable {
  id: string;
  schema: string;
  name: string;
  columns: DiagramColumn[];
  /** Columns that are left out. */
  hidden: number;
  width: number;
  height: number;
}

/** A foreign key; rows are places in the `columns` of its tables. */
export interface Relation extends KeyRelation {
  fromRow: number;
  toRow: number;
}

export interface DiagramGraph {
  tables: DiagramTable[];
  relations: Relation[];
}

/** Which columns the tables have: all (of long ones the most important), or those of keys alone. */
export const COLUMN_CHOICES = ['all', 'keys'] as const;
export type ColumnChoice = (typeof COLUMN_CHOICES)[number];

/** Tables and the foreign keys between them; keys that lead out of the picture are left out. */
export function diagramGraph(definitions: readonly TableDefinition[], choice: ColumnChoice = 'all'): DiagramGraph {
  const pointed = pointedAt(definitions);
  const tables = definitions.map((definition) => toTable(definition, choice, pointed));
  const byId = new Map(tables.map((table) => [table.id, table]));
  const relations = keyRelations(definitions).map((relation) => ({
    ...relation,
    fromRow: rowOf(byId.get(relation.from), relation.columns[0]),
    toRow: rowOf(byId.get(relation.to), relation.targets[0]),
  }));
  return { tables, relations };
}

/** "order_li…" */
export function shorten(text: string, most = MOST_LETTERS): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** The middle of a row, from the upper edge of its table. */
export const rowMiddle = (row: number): number => HEAD_PX + ROW_PX * (row + 0.5);

/** Columns that keys point at, by the ids of their tables. */
function pointedAt(definitions: readonly TableDefinition[]): Map<string, Set<string>> {
  const pointed = new Map<string, Set<string>>();
  for (const { references } of definitions.flatMap(({ foreignKeys }) => foreignKeys)) {
    const id = tableId(references.schema, references.table);
    pointed.set(id, new Set([...(pointed.get(id) ?? []), ...references.columns]));
  }
  return pointed;
}

function toTable(
  definition: TableDefinition,
  choice: ColumnChoice,
  pointed: ReadonlyMap<string, ReadonlySet<string>>,
): DiagramTable {
  const { schema, name, primaryKey, foreignKeys } = definition;
  const foreign = new Set(foreignKeys.flatMap(({ columns }) => columns));
  const all = definition.columns.map((column) => ({
    name: column.name,
    type: column.nativeType,
    primary: primaryKey?.columns.includes(column.name) ?? false,
    foreign: foreign.has(column.name),
    nullable: column.nullable,
  }));
  const isPointedAt = ({ name: column }: DiagramColumn) => pointed.get(tableId(schema, name))?.has(column) ?? false;
  const columns = mostImportant(choice === 'all' ? all : all.filter((column) => isKey(column) || isPointedAt(column)));
  // Whoever asks for keys alone knows that there is more.
  const hidden = choice === 'all' ? all.length - columns.length : 0;
  const letters = Math.max(...columns.map((column) => shorten(column.name).length + shorten(column.type).length), 0);
  const width = Math.max(letters * LETTER_PX, shorten(name).length * NAME_PX) + PADDING_PX;
  return {
    id: tableId(schema, name),
    schema,
    name,
    columns,
    hidden,
    width: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))),
    height: HEAD_PX + ROW_PX * (columns.length + (hidden > 0 ? 1 : 0)) + 6,
  };
}

function mostImportant(columns: DiagramColumn[]): DiagramColumn[] {
  if (columns.length <= MOST_ROWS) return columns;
  const keys = new Set(columns.filter(isKey).slice(0, MOST_ROWS));
  const others = columns.filter((column) => !keys.has(column)).slice(0, MOST_ROWS - keys.size);
  const shown = new Set([...keys, ...others]);
  return columns.filter((column) => shown.has(column));
}

const isKey = ({ primary, foreign }: DiagramColumn) => primary || foreign;

/** A column that is left out stands in the row that says so. */
function rowOf(table: DiagramTable | undefined, column: string | undefined): number {
  if (!table) return -1;
  const index = table.columns.findIndex(({ name }) => name === column);
  if (index >= 0) return index;
  // Without any row, the head.
  return table.columns.length === 0 ? -1 : table.columns.length - (table.hidden > 0 ? 0 : 1);
}
