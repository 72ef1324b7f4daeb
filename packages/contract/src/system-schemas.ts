import type { ConnectionKind } from './connection-kinds.ts';

/** Schemas that come with every database of a kind, by their exact names; a user's may differ in case alone. */
const NAMES: Record<ConnectionKind, readonly string[]> = {
  postgresql: ['information_schema'],
  mysql: ['information_schema', 'mysql', 'performance_schema', 'sys'],
  sqlserver: ['INFORMATION_SCHEMA', 'guest', 'sys'],
  databricks: ['information_schema'],
  snowflake: ['INFORMATION_SCHEMA'],
};
/** What only the system's own names begin with. */
const PREFIXES: Partial<Record<ConnectionKind, string>> = { postgresql: 'pg_' };

/** What a system schema is: the only place that says it. */
export function isSystemSchema(kind: ConnectionKind, name: string): boolean {
  const prefix = PREFIXES[kind];
  return NAMES[kind].includes(name) || (prefix !== undefined && name.startsWith(prefix));
}

/** The same for a query: exact names, and a prefix where there is one. */
export function systemSchemas(kind: ConnectionKind): { names: readonly string[]; prefix: string | null } {
  return { names: NAMES[kind], prefix: PREFIXES[kind] ?? null };
}
