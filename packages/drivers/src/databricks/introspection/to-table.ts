import { PLAIN_COLUMN, PLAIN_FOREIGN_KEY, PLAIN_KEY, PLAIN_TABLE } from '@portolan/contract';
import type { ColumnRow, KeyRow } from './catalogue-queries.ts';
import { fieldTypeOf } from './field-type-of.ts';
import type { TableHead } from './read-outline.ts';

const VIEWS = new Set(['VIEW', 'MATERIALIZED_VIEW', 'METRIC_VIEW']);
/** What the catalogue calls a table, in words. */
const KINDS: Record<string, string> = {
  MANAGED: 'table',
  BASE_TABLE: 'table',
  TABLE: 'table',
  EXTERNAL: 'external table',
  FOREIGN: 'foreign table',
};

/** A table as it is answered. Its rows came from a stranger: what comes out is yet to be checked. */
export function toTable(head: TableHead, columns: readonly ColumnRow[], keys: readonly KeyRow[]): unknown {
  const { schema, name, tableType, comment } = head;
  const word = String(tableType ?? 'TABLE').replaceAll(' ', '_');
  const constraints = [...Map.groupBy(keys, (row) => row.constraint_name).values()];
  const ofType = (type: string) => constraints.filter(([first]) => first?.constraint_type === type);
  return {
    ...PLAIN_TABLE,
    schema,
    name,
    type: VIEWS.has(word) ? 'view' : 'table',
    kind: KINDS[word] ?? word.toLowerCase().replaceAll('_', ' '),
    comment: comment || null,
    rowEstimate: null,
    sizeBytes: null,
    columns: columns.map(toColumn),
    primaryKey: ofType('PRIMARY KEY').map(toKey)[0] ?? null,
    foreignKeys: ofType('FOREIGN KEY').map(toForeignKey),
    uniques: ofType('UNIQUE').map(toKey),
    checks: [],
    indexes: [],
  };
}

/** A generated column's expression stands as its default. */
function toColumn(row: ColumnRow, index: number) {
  const nativeType = row.full_data_type;
  return {
    ...PLAIN_COLUMN,
    name: row.column_name,
    position: index + 1,
    nativeType,
    ...fieldTypeOf(typeof nativeType === 'string' ? nativeType : ''),
    nullable: row.is_nullable !== 'NO',
    default: row.generation_expression ?? row.column_default ?? null,
    generated: generatedBy(row),
    collation: null,
    comment: row.comment || null,
  };
}

function generatedBy({
  is_identity: identity,
  identity_generation: how,
  generation_expression: expression,
}: ColumnRow) {
  if (identity === 'YES') return how === 'ALWAYS' ? 'identity-always' : 'identity-by-default';
  return expression ? 'stored' : null;
}

const namedColumns = (rows: readonly KeyRow[]) => ({
  name: rows[0]?.constraint_name,
  columns: rows.map((row) => row.column_name),
});

function toKey(rows: readonly KeyRow[]) {
  return { ...PLAIN_KEY, enforced: false, ...namedColumns(rows) };
}

function toForeignKey(rows: readonly KeyRow[]) {
  const { to_schema: schema, to_table: table, update_rule: onUpdate, delete_rule: onDelete } = rows[0] ?? {};
  return {
    ...PLAIN_FOREIGN_KEY,
    enforced: false,
    validated: false,
    ...namedColumns(rows),
    references: { schema, table, columns: rows.map((row) => row.to_column) },
    onUpdate: onUpdate ?? 'NO ACTION',
    onDelete: onDelete ?? 'NO ACTION',
  };
}
