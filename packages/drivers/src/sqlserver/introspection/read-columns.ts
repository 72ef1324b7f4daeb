import { type Column, PLAIN_COLUMN } from '@portolan/contract';
import type { Session } from '../session.ts';
import { bareExpression } from './bare-expression.ts';
import { fieldTypeOf } from './field-type-of.ts';
import { nativeType, sizeOf } from './native-type.ts';
import { BY_NAME, type Condition } from './scope-condition.ts';

/** A type of .NET has a system type that no row of sys.types stands for: then it is its own base. */
const columnsQuery = (inScope: string) => `
  SELECT c.object_id AS tableId, c.name AS name, c.max_length AS maxLength, c.[precision] AS [precision], c.scale AS scale,
    c.is_nullable AS nullable, c.is_identity AS isIdentity, c.is_computed AS isComputed,
    c.is_hidden AS hidden, c.generated_always_type AS alwaysType,
    c.collation_name AS collation,
    y.name AS typeName, ys.name AS typeSchema, y.is_user_defined AS isAlias,
    CASE WHEN b.name IS NULL THEN y.name ELSE b.name END AS base,
    d.definition AS defaultDefinition, k.definition AS computed, k.is_persisted AS persisted,
    CAST(p.value AS nvarchar(4000)) AS comment
  FROM sys.columns c
  JOIN sys.objects o ON o.object_id = c.object_id
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  JOIN sys.types y ON y.user_type_id = c.user_type_id
  JOIN sys.schemas ys ON ys.schema_id = y.schema_id
  LEFT JOIN sys.types b ON b.user_type_id = c.system_type_id
  LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
  LEFT JOIN sys.computed_columns k ON k.object_id = c.object_id AND k.column_id = c.column_id
  LEFT JOIN sys.extended_properties p
    ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = 'MS_Description'
  WHERE ${inScope}
  ORDER BY ${BY_NAME}, c.column_id`;

interface Row {
  tableId: number;
  name: string;
  maxLength: number;
  precision: number;
  scale: number;
  nullable: boolean | number;
  isIdentity: boolean | number;
  isComputed: boolean | number;
  hidden: boolean | number | null;
  /** Zero for columns that the server does not write itself. */
  alwaysType: number | null;
  collation: string | null;
  typeName: string;
  typeSchema: string;
  isAlias: boolean | number;
  base: string;
  defaultDefinition: string | null;
  /** Null, as the default is, to a login that may not see definitions. */
  computed: string | null;
  persisted: boolean | number | null;
  comment: string | null;
}

/** A column that does not know its place yet. */
export type PlacelessColumn = Omit<Column, 'position'>;

/** The columns of all tables in scope, in the order of the tables and within them. One query. */
export async function* readColumns(
  session: Session,
  { sql, parameters }: Condition,
): AsyncGenerator<{ tableId: number; column: PlacelessColumn }[], void> {
  for await (const rows of session.stream<Row>(columnsQuery(sql), parameters)) {
    yield rows.map((row) => ({ tableId: row.tableId, column: toColumn(row, session) }));
  }
}

function toColumn(row: Row, { defaultSchema, collation }: Session): PlacelessColumn {
  const { name, base, comment, typeName, typeSchema, maxLength, precision, scale } = row;
  const type = { name: typeName, schema: typeSchema, isAlias: Boolean(row.isAlias), base, maxLength, precision, scale };
  return {
    ...PLAIN_COLUMN,
    name,
    nativeType: nativeType(type, defaultSchema),
    baseType: base,
    type: fieldTypeOf(base),
    ...sizeOf(type),
    nullable: Boolean(row.nullable),
    default: PERIODS[row.alwaysType ?? 0] ?? bareExpression(row.computed ?? row.defaultDefinition),
    generated: generatedOf(row),
    collation: row.collation === collation ? null : row.collation,
    comment,
    invisible: Boolean(row.hidden),
  };
}

/** What the server writes into the period of a versioned table, by generated_always_type. */
const PERIODS: Record<number, string> = { 1: 'ROW START', 2: 'ROW END' };

function generatedOf({ isIdentity, isComputed, persisted, alwaysType }: Row): Column['generated'] {
  if (isIdentity) return 'identity-always';
  if (alwaysType) return 'stored';
  if (!isComputed) return null;
  return persisted ? 'stored' : 'virtual';
}
