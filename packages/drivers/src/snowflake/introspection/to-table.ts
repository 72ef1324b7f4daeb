import { PLAIN_COLUMN, PLAIN_FOREIGN_KEY, PLAIN_KEY, PLAIN_TABLE } from '@portolan/contract';
import type { CatalogueRow } from './catalogue-query.ts';
import { fieldTypeOf } from './field-type-of.ts';
import type { ForeignKeyColumn, KeyColumn, TableKeys } from './read-keys.ts';

const VIEWS = new Set(['VIEW', 'MATERIALIZED VIEW']);

/** A table as it is answered, out of the rows of its columns. They came from a stranger: yet to be checked. */
export function toTable(rows: readonly CatalogueRow[], keys: TableKeys | undefined): unknown {
  const [head] = rows;
  const kind = String(head?.TABLE_TYPE);
  return {
    ...PLAIN_TABLE,
    schema: head?.SCHEMA_NAME,
    name: head?.NAME,
    type: VIEWS.has(kind) ? 'view' : 'table',
    kind: kind === 'BASE TABLE' ? 'table' : kind.toLowerCase(),
    comment: head?.TABLE_COMMENT || null,
    rowEstimate: head?.AMOUNT ?? null,
    sizeBytes: head?.BYTES ?? null,
    columns: rows.filter((row) => row.COLUMN_NAME !== null).map(toColumn),
    primaryKey: keyed(keys?.primaryKey).map(toKey)[0] ?? null,
    foreignKeys: keyed(keys?.foreignKeys).map(toForeignKey),
    uniques: keyed(keys?.uniques).map(toKey),
    checks: [],
    indexes: [],
  };
}

function toColumn(row: CatalogueRow, index: number) {
  const { LENGTH: length, NUMERIC_PRECISION: precision, NUMERIC_SCALE: scale } = row;
  const identity = row.IS_IDENTITY === 'YES';
  return {
    ...PLAIN_COLUMN,
    name: row.COLUMN_NAME,
    position: index + 1,
    ...fieldTypeOf(String(row.DATA_TYPE), { length, precision, scale }),
    nullable: row.IS_NULLABLE !== 'NO',
    default: row.COLUMN_DEFAULT ?? null,
    generated: identity ? (row.IDENTITY_GENERATION === 'ALWAYS' ? 'identity-always' : 'identity-by-default') : null,
    collation: row.COLLATION_NAME || null,
    comment: row.COLUMN_COMMENT || null,
  };
}

/** The columns of each key, in its own order; the keys by name. */
function keyed<Column extends KeyColumn>(columns: readonly Column[] = []): Column[][] {
  return [...Map.groupBy(columns, ({ name }) => name).entries()]
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))
    .map(([, parts]) => parts.toSorted((a, b) => a.sequence - b.sequence));
}

const toKey = (columns: readonly KeyColumn[]) => ({ ...PLAIN_KEY, enforced: false, ...namedColumns(columns) });

const namedColumns = (columns: readonly KeyColumn[]) => ({
  name: columns[0]?.name,
  columns: columns.map(({ column }) => column),
});

function toForeignKey(columns: readonly ForeignKeyColumn[]) {
  const { schema, table, onUpdate, onDelete } = columns[0] ?? {};
  return {
    ...PLAIN_FOREIGN_KEY,
    enforced: false,
    validated: false,
    ...namedColumns(columns),
    references: { schema, table, columns: columns.map(({ target }) => target) },
    onUpdate,
    onDelete,
  };
}
