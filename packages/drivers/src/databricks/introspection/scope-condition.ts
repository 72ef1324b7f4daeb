import { systemSchemas } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';
import type { Parameters } from '../session.ts';

/** Leaves out the system's own schemas. */
export const notSystem = (column: string) =>
  `${column} NOT IN (${systemSchemas('databricks')
    .names.map((name) => `'${name}'`)
    .join(', ')})`;

/** Which rows with `table_schema` and `table_name` are in scope, and the parameters of that condition. */
export function scopeCondition(
  { include, exclude, table }: IntrospectionScope,
  { alias, defaultSchema }: { alias: string; defaultSchema: string },
): { sql: string; parameters: Parameters } {
  const parameters: Parameters = {};
  const listOf = (prefix: string, names: readonly string[]) =>
    names
      .map((name, index) => {
        parameters[`${prefix}${index}`] = name;
        return `:${prefix}${index}`;
      })
      .join(', ');
  const schema = `${alias}.table_schema`;
  if (table) {
    Object.assign(parameters, { the_schema: table.schema ?? defaultSchema, the_table: table.name });
    return { sql: `${schema} = :the_schema AND ${alias}.table_name = :the_table`, parameters };
  }
  const conditions = include
    ? [include.length > 0 ? `${schema} IN (${listOf('in', include)})` : '1 = 0']
    : [notSystem(schema)];
  if (exclude && exclude.length > 0) conditions.push(`${schema} NOT IN (${listOf('out', exclude)})`);
  return { sql: conditions.join(' AND '), parameters };
}
