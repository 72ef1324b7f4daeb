import { systemSchemas } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';
import type { Parameters } from '../session.ts';

/** By code unit, whatever the collation of the database: two names may differ in case alone. */
export const BINARY = 'COLLATE Latin1_General_BIN2';

/** Tables and views in the order in which they are charted. */
export const BY_NAME = `s.name ${BINARY}, o.name ${BINARY}`;

/** Whether a row of sys.schemas `s` is the system's own; guest is empty by default and belongs to nobody. */
export const IS_SYSTEM = `s.name ${BINARY} IN (${systemSchemas('sqlserver')
  .names.map((name) => `'${name}'`)
  .join(', ')})`;

export interface Condition {
  sql: string;
  parameters: Parameters;
}

/** Which rows of sys.objects `o` and sys.schemas `s` are in scope. Names are parameters. */
export function scopeCondition({ include, exclude, table }: IntrospectionScope, defaultSchema: string): Condition {
  const parts = ["o.type_desc IN ('USER_TABLE', 'VIEW')", 'o.is_ms_shipped = 0'];
  const parameters: Parameters = {};
  const listed = (prefix: string, names: readonly string[]) =>
    names.map((name, index) => {
      parameters[`${prefix}${index}`] = name;
      return `@${prefix}${index}`;
    });
  if (table) {
    parts.push(`s.name ${BINARY} = @schema`, `o.name ${BINARY} = @table`);
    return { sql: parts.join(' AND '), parameters: { schema: table.schema ?? defaultSchema, table: table.name } };
  }
  if (include === undefined) parts.push(`NOT ${IS_SYSTEM}`);
  else parts.push(include.length === 0 ? '1 = 0' : `s.name ${BINARY} IN (${listed('in', include)})`);
  if (exclude?.length) parts.push(`s.name ${BINARY} NOT IN (${listed('out', exclude)})`);
  return { sql: parts.join(' AND '), parameters };
}
