import type { DataConnectionRow } from '@portolan/db';

const FIELDS = [
  ...(['name', 'description', 'dbType', 'host', 'port'] as const),
  ...(['databaseName', 'username', 'useSsl', 'options'] as const),
  ...(['environment', 'tags', 'ownerId'] as const),
];
type Field = (typeof FIELDS)[number];
export type Audited = Record<Field, unknown>;

/** What the audit log keeps of a connection: all that people entered but its credential. */
export function audited(row: DataConnectionRow): Audited {
  return Object.fromEntries(FIELDS.map((field) => [field, row[field] ?? null])) as Audited;
}

/** The fields in which two states differ, and what they were and became. */
export function difference(before: Audited, after: Audited) {
  const changed: string[] = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  const pick = (state: Audited) => Object.fromEntries(changed.map((field) => [field, state[field as Field]]));
  return { changed, before: pick(before), after: pick(after) };
}
