import type { IntrospectionScope } from '../../driver.ts';
import type { OpenedSession } from '../open-session.ts';
import { informationSchema } from './information-schema.ts';
import { scopeCondition } from './scope-condition.ts';

/** A row of information_schema.columns; its values came from a stranger. */
export interface ColumnRow {
  schema: unknown;
  table: unknown;
  column_name: unknown;
  column_default: unknown;
  is_nullable: unknown;
  full_data_type: unknown;
  is_identity: unknown;
  identity_generation: unknown;
  generation_expression: unknown;
  comment: unknown;
}

/** One column of a constraint, with the column it points to where it is a foreign key. */
export interface KeyRow {
  schema: unknown;
  table: unknown;
  constraint_name: unknown;
  constraint_type: unknown;
  column_name: unknown;
  update_rule: unknown;
  delete_rule: unknown;
  to_schema: unknown;
  to_table: unknown;
  to_column: unknown;
}

type Opened = Pick<OpenedSession, 'session' | 'catalog' | 'schema'>;

/** All columns in scope, by schema, table and position. */
export function streamColumns({ session, catalog, schema }: Opened, scope: IntrospectionScope) {
  const { columns } = informationSchema(catalog);
  const { sql, parameters } = scopeCondition(scope, { alias: 'c', defaultSchema: schema });
  const statement = `
    SELECT c.table_schema AS \`schema\`, c.table_name AS \`table\`, c.column_name, c.column_default, c.is_nullable,
      c.full_data_type, c.is_identity, c.identity_generation, c.generation_expression, c.comment
    FROM ${columns} c
    WHERE ${sql}
    ORDER BY c.table_schema, c.table_name, c.ordinal_position`;
  return session.stream<ColumnRow>(statement, parameters);
}

/** Primary and foreign keys in scope, by schema, table, name and position. Their names are unique in a schema. */
export function streamKeys({ session, catalog, schema }: Opened, scope: IntrospectionScope) {
  const { tableConstraints, keyColumnUsage, referentialConstraints } = informationSchema(catalog);
  const { sql, parameters } = scopeCondition(scope, { alias: 'c', defaultSchema: schema });
  const statement = `
    SELECT c.table_schema AS \`schema\`, c.table_name AS \`table\`, c.constraint_name, c.constraint_type, k.column_name,
      r.update_rule, r.delete_rule, u.table_schema AS to_schema, u.table_name AS to_table, u.column_name AS to_column
    FROM ${tableConstraints} c
    JOIN ${keyColumnUsage} k
      ON k.constraint_schema = c.constraint_schema AND k.constraint_name = c.constraint_name
      AND k.table_name = c.table_name
    LEFT JOIN ${referentialConstraints} r
      ON r.constraint_schema = c.constraint_schema AND r.constraint_name = c.constraint_name
    LEFT JOIN ${keyColumnUsage} u
      ON u.constraint_schema = r.unique_constraint_schema AND u.constraint_name = r.unique_constraint_name
      AND u.ordinal_position = k.position_in_unique_constraint
    WHERE ${sql}
    ORDER BY c.table_schema, c.table_name, c.constraint_name, k.ordinal_position`;
  return session.stream<KeyRow>(statement, parameters);
}
