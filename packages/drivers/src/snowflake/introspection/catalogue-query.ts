import { systemSchemas } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';
import type { OpenedSession } from '../open-session.ts';

/** Leaves out the system's own schemas. */
export const notSystem = (column: string) =>
  `${column} NOT IN (${systemSchemas('snowflake')
    .names.map((name) => `'${name}'`)
    .join(', ')})`;

/** One row of the catalogue; its values came from a stranger. Which of them are set depends on PART. */
export interface CatalogueRow {
  /** 0 a database, and without a name the counts of all; 1 a schema, 2 a table with one of its columns. */
  PART: unknown;
  SCHEMA_NAME: unknown;
  NAME: unknown;
  TABLE_TYPE: unknown;
  /** Number of tables in scope, of rows of a table. */
  AMOUNT: unknown;
  /** Number of columns in scope, size of a table. */
  BYTES: unknown;
  TABLE_COMMENT: unknown;
  COLUMN_NAME: unknown;
  DATA_TYPE: unknown;
  LENGTH: unknown;
  NUMERIC_PRECISION: unknown;
  NUMERIC_SCALE: unknown;
  IS_NULLABLE: unknown;
  COLUMN_DEFAULT: unknown;
  IS_IDENTITY: unknown;
  IDENTITY_GENERATION: unknown;
  COLLATION_NAME: unknown;
  COLUMN_COMMENT: unknown;
}

const NO_COLUMN = `CAST(NULL AS VARCHAR) AS COLUMN_NAME, 0 AS POSITION, CAST(NULL AS VARCHAR) AS DATA_TYPE,
  CAST(NULL AS NUMBER) AS LENGTH, CAST(NULL AS NUMBER) AS NUMERIC_PRECISION, CAST(NULL AS NUMBER) AS NUMERIC_SCALE,
  CAST(NULL AS VARCHAR) AS IS_NULLABLE, CAST(NULL AS VARCHAR) AS COLUMN_DEFAULT, CAST(NULL AS VARCHAR) AS IS_IDENTITY,
  CAST(NULL AS VARCHAR) AS IDENTITY_GENERATION, CAST(NULL AS VARCHAR) AS COLLATION_NAME,
  CAST(NULL AS VARCHAR) AS COLUMN_COMMENT`;
const COLUMN = `C.COLUMN_NAME, C.ORDINAL_POSITION, C.DATA_TYPE, C.CHARACTER_MAXIMUM_LENGTH, C.NUMERIC_PRECISION,
  C.NUMERIC_SCALE, C.IS_NULLABLE, C.COLUMN_DEFAULT, C.IS_IDENTITY, C.IDENTITY_GENERATION, C.COLLATION_NAME, C.COMMENT`;

/**
 * All of the information schema in one statement, so that it is one moment and one wait: databases with the number of
 * tables and columns in scope, then schemas, then these tables with their columns, by schema, name and position.
 */
export function catalogueQuery(scope: IntrospectionScope, opened: Pick<OpenedSession, 'database' | 'schema'>) {
  const views = `"${opened.database.replaceAll('"', '""')}".INFORMATION_SCHEMA`;
  const { sql: inScope, binds } = scopeCondition(scope, opened.schema);
  const deep = scope.depth === 'columns';
  const columnCount = deep ? `(SELECT COUNT(*) FROM ${views}.COLUMNS T WHERE ${inScope})` : 'CAST(NULL AS NUMBER)';
  const tables =
    scope.depth === 'schemas'
      ? ''
      : `UNION ALL
    SELECT 2, T.TABLE_SCHEMA, T.TABLE_NAME, T.TABLE_TYPE, T.ROW_COUNT, T.BYTES, T.COMMENT, ${deep ? COLUMN : NO_COLUMN}
    FROM ${views}.TABLES T
    ${deep ? `LEFT JOIN ${views}.COLUMNS C ON C.TABLE_SCHEMA = T.TABLE_SCHEMA AND C.TABLE_NAME = T.TABLE_NAME` : ''}
    WHERE ${inScope}`;
  const sql = `
    SELECT 0 AS PART, CAST(NULL AS VARCHAR) AS SCHEMA_NAME, DATABASE_NAME AS NAME, CAST(NULL AS VARCHAR) AS TABLE_TYPE,
      CAST(NULL AS NUMBER) AS AMOUNT, CAST(NULL AS NUMBER) AS BYTES, CAST(NULL AS VARCHAR) AS TABLE_COMMENT,
      ${NO_COLUMN}
    FROM ${views}.DATABASES
    UNION ALL
    SELECT 0, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), COUNT(*), ${columnCount},
      CAST(NULL AS VARCHAR), ${NO_COLUMN}
    FROM ${views}.TABLES T
    WHERE ${inScope}
    UNION ALL
    SELECT 1, S.SCHEMA_NAME, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS NUMBER), CAST(NULL AS NUMBER),
      CAST(NULL AS VARCHAR), ${NO_COLUMN}
    FROM ${views}.SCHEMATA S
    ${tables}
    ORDER BY PART, SCHEMA_NAME, NAME, POSITION`;
  // In the order in which the conditions stand.
  const times = { schemas: 1, tables: 2, columns: 3 }[scope.depth];
  return { sql, binds: Array.from({ length: times }, () => binds).flat() };
}

function scopeCondition({ include, exclude, table }: IntrospectionScope, defaultSchema: string) {
  const marks = (names: readonly string[]) => names.map(() => '?').join(', ');
  if (table) {
    return { sql: 'T.TABLE_SCHEMA = ? AND T.TABLE_NAME = ?', binds: [table.schema ?? defaultSchema, table.name] };
  }
  const conditions = include
    ? [include.length > 0 ? `T.TABLE_SCHEMA IN (${marks(include)})` : '1 = 0']
    : [notSystem('T.TABLE_SCHEMA')];
  if (exclude && exclude.length > 0) conditions.push(`T.TABLE_SCHEMA NOT IN (${marks(exclude)})`);
  return { sql: conditions.join(' AND '), binds: [...(include ?? []), ...(exclude ?? [])] };
}
