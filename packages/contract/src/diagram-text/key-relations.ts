import type { TableDefinition } from '../table-definition.ts';
import type { ForeignKey } from '../table-keys.ts';

/** A foreign key of a diagram: `from` the table that has it, `to` the one it points at. */
export interface KeyRelation {
  id: string;
  name: string;
  from: string;
  to: string;
  columns: string[];
  targets: string[];
  /** Whether many rows may point at the same one. */
  many: boolean;
  /** Whether a row may point at none. */
  optional: boolean;
}

export const tableId = (schema: string, name: string): string => JSON.stringify([schema, name]);

/** The foreign keys between tables; those that lead out of the picture are left out. */
export function keyRelations(definitions: readonly TableDefinition[]): KeyRelation[] {
  const shown = new Set(definitions.map(({ schema, name }) => tableId(schema, name)));
  return definitions.flatMap((definition) =>
    definition.foreignKeys.map((key) => toRelation(definition, key)).filter(({ to }) => shown.has(to)),
  );
}

function toRelation(definition: TableDefinition, key: ForeignKey): KeyRelation {
  const nullable = new Set(definition.columns.filter((column) => column.nullable).map(({ name }) => name));
  const from = tableId(definition.schema, definition.name);
  return {
    id: `${from}:${key.name}`,
    name: key.name,
    from,
    to: tableId(key.references.schema, key.references.table),
    columns: key.columns,
    targets: key.references.columns,
    many: !isUnique(definition, key.columns),
    optional: key.columns.some((name) => nullable.has(name)),
  };
}

function isUnique({ primaryKey, uniques, indexes }: TableDefinition, columns: readonly string[]): boolean {
  const whole = indexes.filter((index) => index.unique && index.predicate === null);
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniques, ...whole];
  return keys.some((key) => key.columns.length > 0 && key.columns.every((name) => columns.includes(name)));
}
