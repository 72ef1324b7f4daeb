import { type Column, type MeasuredTable, PLAIN_TABLE } from '@portolan/contract';
import type { ColumnRow, TableRow } from './table-row.ts';
import { toIndex } from './to-index.ts';
import { type Numbered, toKeys } from './to-keys.ts';
import type { TypeCatalogue } from './type-catalogue.ts';

const KINDS: Record<string, [type: 'table' | 'view', kind: string]> = {
  r: ['table', 'table'],
  p: ['table', 'partitioned table'],
  v: ['view', 'view'],
  m: ['view', 'materialized view'],
  f: ['view', 'foreign table'],
};
const GENERATED: Record<string, Column['generated']> = {
  a: 'identity-always',
  d: 'identity-by-default',
  s: 'stored',
  v: 'virtual',
};

/** A table as it is answered. Its row came from a stranger: what comes out is yet to be checked. */
export function toTable(row: TableRow, types: TypeCatalogue): MeasuredTable {
  const [type, kind] = KINDS[row.kind] ?? ['table', 'table'];
  const { schema, name, comment, rowEstimate, sizeBytes, rowSecurity, engine } = row;
  const columnRows = row.columns ?? [];
  const columns: Numbered = new Map(columnRows.map((one) => [one[0], { name: one[1], collation: one[9] }]));
  const indexRows = row.indexes ?? [];
  const { maybeNull, ...keys } = toKeys(row.constraints ?? [], columns, indexRows);
  return {
    ...PLAIN_TABLE,
    schema,
    name,
    type,
    kind,
    comment,
    rowEstimate,
    sizeBytes,
    rowSecurity,
    engine,
    columns: columnRows.map((column, index) => toColumn(column, index + 1, { types, maybeNull })),
    ...keys,
    indexes: indexRows.map((index) => toIndex(index, columns, types)),
    triggers: row.triggers ?? [],
    policies: row.policies ?? [],
  };
}

interface Surroundings {
  types: TypeCatalogue;
  /** Columns whose NOT NULL was never held against the rows of before. */
  maybeNull: ReadonlySet<number>;
}

/**
 * Positions are counted without the dropped columns. The native type names its schema unless that is pg_catalog or the
 * connection's default schema. A generated column's expression stands as its default.
 */
function toColumn(row: ColumnRow, position: number, { types, maybeNull }: Surroundings): Column {
  const [number, name, native, oid, typmod, notNull, expression, identity, stored, collation, collationName, comment] =
    row;
  const { facts, required, collation: usual } = types.resolve(oid, typmod, native);
  return {
    ...facts,
    name,
    position,
    nullable: !(notNull && !maybeNull.has(number)) && !required,
    default: identity === '' ? expression : null,
    onUpdate: null,
    generated: GENERATED[identity || stored] ?? null,
    invisible: false,
    collation: collation === usual ? null : collationName,
    comment,
  };
}
