import { systemSchemas } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';

/** A condition with its values. */
export interface Condition {
  sql: string;
  values: string[];
}

/**
 * Which tables are in scope, over the columns that hold schema and table. The catalogue compares without regard to
 * case, so that names are compared as bytes beside it; the plain comparison is what the server can look up at once.
 */
export function scopeCondition(
  { include, exclude, table }: IntrospectionScope,
  defaultSchema: string | null,
  schemaColumn: string,
  tableColumn: string,
): Condition {
  if (table) {
    const schema = is(schemaColumn, table.schema ?? defaultSchema ?? '');
    return all(schema, is(tableColumn, table.name));
  }
  const wanted = include?.length === 1 ? is(schemaColumn, include[0] ?? '') : among(schemaColumn, include);
  return all(wanted ?? notSystem(schemaColumn), not(among(schemaColumn, exclude)));
}

const NOTHING: Condition = { sql: '1 = 0', values: [] };

const bytes = (text: string) => `cast(${text} as binary)`;

function is(column: string, value: string): Condition {
  // Names have no character beyond the first plane, and MariaDB will not compare them with one.
  if (/[\u{10000}-\u{10ffff}]/u.test(value)) return NOTHING;
  return { sql: `${column} = ? and ${bytes(column)} = ${bytes('?')}`, values: [value, value] };
}

function among(column: string, names: readonly string[] | undefined): Condition | null {
  if (!names) return null;
  // An empty list is not to be written, and nothing is in it.
  if (names.length === 0) return NOTHING;
  return { sql: `${bytes(column)} in (${names.map(() => bytes('?')).join(', ')})`, values: [...names] };
}

const not = (condition: Condition | null) => condition && { ...condition, sql: `not (${condition.sql})` };

/** Names are compared as bytes: a user's may differ from the system's in case alone. */
export function notSystem(column: string): Condition {
  const names = systemSchemas('mysql').names.map((name) => `'${name}'`);
  return { sql: `${bytes(column)} not in (${names.join(', ')})`, values: [] };
}

function all(...conditions: (Condition | null)[]): Condition {
  const present = conditions.filter((one) => one !== null);
  return { sql: present.map(({ sql }) => sql).join(' and '), values: present.flatMap(({ values }) => values) };
}
