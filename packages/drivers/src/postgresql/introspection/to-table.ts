import type { CheckConstraint, Column, ForeignKey, KeyColumns, MeasuredTable, TableIndex } from '@portolan/contract';
import type { ColumnRow, ConstraintRow, IndexRow, TableRow } from './tables-query.ts';
import type { TypeCatalogue } from './type-catalogue.ts';
import { sizeOf } from './type-size.ts';

const KINDS: Record<string, [type: 'table' | 'view', kind: string]> = {
  r: ['table', 'table'],
  p: ['table', 'partitioned table'],
  v: ['view', 'view'],
  m: ['view', 'materialized view'],
  f: ['view', 'foreign table'],
};
const RULES: Record<string, string> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
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
  const { schema, name, comment, rowEstimate, sizeBytes } = row;
  const columnRows = row.columns ?? [];
  const nameOf = new Map(columnRows.map(([number, column]) => [number, column]));
  const namesOf = (numbers: readonly number[] | null) => (numbers ?? []).map((number) => nameOf.get(number) ?? '');
  const constraints = row.constraints ?? [];
  const keysOf = (wanted: string): KeyColumns[] =>
    constraints.flatMap(([key, contype, columns]) =>
      contype === wanted ? [{ name: key, columns: namesOf(columns) }] : [],
    );
  return {
    ...{ schema, name, type, kind, comment, rowEstimate, sizeBytes },
    columns: columnRows.map((column, index) => toColumn(column, index + 1, types)),
    primaryKey: keysOf('p')[0] ?? null,
    foreignKeys: constraints.flatMap((one) => (one[1] === 'f' ? [toForeignKey(one, namesOf(one[2]))] : [])),
    uniques: keysOf('u'),
    checks: constraints.flatMap(([check, contype, , , , , , , expression]): CheckConstraint[] =>
      contype === 'c' ? [{ name: check, expression: expression ?? '' }] : [],
    ),
    indexes: (row.indexes ?? []).map((index) => toIndex(index, nameOf)),
  };
}

/**
 * Positions are counted without the dropped columns. The native type names its schema unless that is pg_catalog or the
 * connection's default schema. A generated column's expression stands as its default.
 */
function toColumn(row: ColumnRow, position: number, types: TypeCatalogue): Column {
  const [, name, native, oid, typmod, notNull, expression, identity, stored, collation, collationName, comment] = row;
  const { type, baseName, modifier, required, prefix, ...own } = types.resolve(oid, typmod, native);
  const { length, precision, scale } = sizeOf(baseName, modifier);
  return {
    name,
    position,
    nativeType: prefix && native.startsWith(prefix) ? native.slice(prefix.length) : native,
    type,
    length,
    precision,
    scale,
    nullable: !notNull && !required,
    default: identity === '' ? expression : null,
    generated: GENERATED[identity || stored] ?? null,
    collation: collation === own.collation ? null : collationName,
    comment,
  };
}

function toForeignKey(row: ConstraintRow, columns: string[]): ForeignKey {
  const [name, , , schema, table, targets, onUpdate, onDelete] = row;
  return {
    name,
    columns,
    references: { schema: schema ?? '', table: table ?? '', columns: targets ?? [] },
    onUpdate: RULES[onUpdate] ?? onUpdate,
    onDelete: RULES[onDelete] ?? onDelete,
  };
}

function toIndex(row: IndexRow, nameOf: ReadonlyMap<number, string>): TableIndex {
  const [name, key, keys, unique, primary, method, predicate, expressions] = row;
  const parts = key.split(' ').map((number, at) => nameOf.get(Number(number)) ?? expressions?.[at] ?? '');
  return { name, columns: parts.slice(0, keys), include: parts.slice(keys), unique, primary, method, predicate };
}
