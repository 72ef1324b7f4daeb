import type { DataConnectionRow } from '@portolan/db';

const FIELDS = [
  ...(['name', 'description', 'dbType', 'host', 'port'] as const),
  ...(['databaseName', 'username', 'useSsl', 'options'] as const),
  ...(['environment', 'tags', 'ownerId', 'monitoringEnabled', 'monitoringInterval', 'snapshotRefresh'] as const),
];
type Field = (typeof FIELDS)[number];
export type Audited = Record<Field, unknown>;

/** What the audit log keeps of a connection: all that people entered but its credential. */
export function audited(row: DataConnectionRow): Audited {
  const kept = Object.fromEntries(FIELDS.map((field) => [field, row[field] ?? null])) as Audited;
  return { ...kept, options: inOrder(row.options ?? null) };
}

/** Options come in the order of whoever sent or stored them, which says nothing. */
function inOrder(options: object | null): object | null {
  return options && Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The fields in which two states differ, and what they were and became. */
export function difference(before: Audited, after: Audited) {
  const changed: string[] = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const pick = (state: Audited) => Object.fromEntries(changed.map((field) => [field, state[field as Field]]));
  return { changed, before: pick(before), after: pick(after) };
}
