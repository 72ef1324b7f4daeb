import {
  type Column,
  type MeasuredTable,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_INDEX,
  PLAIN_INDEX_KEY,
  PLAIN_KEY,
  PLAIN_TABLE,
} from '@portolan/contract';
import type { ColumnDefinition, DatabaseDefinition, TableDefinition } from './catalogue/definition.ts';

const byName = <T extends { name: string }>(items: T[]) => items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
const KINDS: Record<string, string> = {
  'system-versioned': 'system versioned table',
  history: 'history table',
  external: 'external table',
  'memory-optimized': 'memory optimized table',
};

/** What introspection must answer about a definition that the emulator was given. */
export function expectedTables(definition: DatabaseDefinition): MeasuredTable[] {
  return definition.tables
    .toSorted((a, b) => compare(a.schema, b.schema) || compare(a.name, b.name))
    .map((table) => expectedTable(definition, table));
}

const toIndexKey = (column: string) => ({ ...PLAIN_INDEX_KEY, column });

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

function expectedTable(definition: DatabaseDefinition, table: TableDefinition): MeasuredTable {
  const { primaryKey, uniques = [], indexes = [], kind = 'table' } = table;
  const keyIndex = (name: string, columns: string[], clustered: boolean, primary: boolean) => ({
    ...PLAIN_INDEX,
    name,
    columns,
    include: [],
    unique: true,
    primary,
    predicate: null,
    keys: columns.map(toIndexKey),
    method: clustered ? 'clustered' : 'nonclustered',
  });
  return {
    ...PLAIN_TABLE,
    schema: table.schema,
    name: table.name,
    comment: table.comment ?? null,
    type: kind.endsWith('view') ? 'view' : 'table',
    kind: KINDS[kind] ?? kind,
    rowEstimate: table.rows ?? null,
    sizeBytes: table.rows === undefined ? null : (table.pages ?? 0) * 8192,
    columns: table.columns.map((column, index) => expectedColumn(definition, column, index + 1)),
    primaryKey: primaryKey ? { ...PLAIN_KEY, name: primaryKey.name, columns: primaryKey.columns } : null,
    foreignKeys: byName(table.foreignKeys ?? []).map(({ name, columns, references, onDelete, onUpdate }) => ({
      ...PLAIN_FOREIGN_KEY,
      name,
      columns,
      references,
      onDelete: (onDelete ?? 'NO ACTION').replace('_', ' '),
      onUpdate: (onUpdate ?? 'NO ACTION').replace('_', ' '),
    })),
    uniques: byName(uniques).map(({ name, columns }) => ({ ...PLAIN_KEY, name, columns })),
    checks: byName(table.checks ?? []).map(({ name, definition: sql }) => ({
      name,
      expression: sql.slice(1, -1),
      enforced: true,
      validated: true,
    })),
    indexes: byName([
      ...(primaryKey ? [keyIndex(primaryKey.name, primaryKey.columns, primaryKey.clustered !== false, true)] : []),
      ...uniques.map(({ name, columns, clustered = false }) => keyIndex(name, columns, clustered, false)),
      ...indexes.map(({ name, columns, include = [], unique = false, type = 'NONCLUSTERED', filter }) => ({
        ...PLAIN_INDEX,
        keys: columns.map(toIndexKey),
        name,
        columns,
        include,
        unique,
        primary: false,
        method: type.toLowerCase(),
        predicate: filter?.slice(1, -1) ?? null,
      })),
    ]),
  };
}

/** The parts that a test looks at by themselves are not told here. */
type PlainColumn = Omit<Column, 'type' | 'baseType' | 'length' | 'precision' | 'scale'>;

function expectedColumn({ types = [] }: DatabaseDefinition, column: ColumnDefinition, position: number): Column {
  const alias = types.find((one) => `${one.schema}.${one.name}` === column.type);
  const period = column.period === undefined ? null : column.period === 'start' ? 'ROW START' : 'ROW END';
  const written = column.computed?.definition ?? column.default ?? null;
  const plain: PlainColumn = {
    ...PLAIN_COLUMN,
    name: column.name,
    position,
    nullable: column.nullable ?? false,
    nativeType: alias?.schema === 'dbo' ? alias.name : column.type,
    default: written === null ? period : (BARE[written] ?? written.slice(1, -1)),
    generated: column.identity ? 'identity-always' : column.computed ? computedOf(column) : period && 'stored',
    invisible: column.hidden ?? false,
    collation: column.collation ?? null,
    comment: column.comment ?? null,
  };
  return plain as Column;
}

const computedOf = ({ computed }: ColumnDefinition) => (computed?.persisted ? 'stored' : 'virtual');

/** Those with more than one pair around them. */
const BARE: Record<string, string> = { '((0))': '0', '((1.5))': '1.5', '((1)+(2))': '(1)+(2)' };
