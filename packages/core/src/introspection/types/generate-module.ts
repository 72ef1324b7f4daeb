import {
  type Column,
  type ConnectionKind,
  type TableDefinition,
  type TypeDriver,
  type TypeTarget,
  UNKNOWN,
} from '@portolan/contract';
import { baseTypeOf } from './base-type.ts';
import { CLIENTS, type Client, type Place } from './clients/index.ts';
import { Helpers } from './helpers.ts';
import { JsonTexts } from './json-texts.ts';
import { kyselyTarget } from './kysely-target.ts';
import { isLost, TableKeys, TypeNames } from './names.ts';
import { docOf } from './neutral.ts';
import type { Target, TypedColumn } from './target.ts';
import { typescriptTarget } from './typescript-target.ts';
import { anyOf, type Value } from './value.ts';
import { zodTarget } from './zod-target.ts';

const TARGETS: Record<TypeTarget, Target> = { typescript: typescriptTarget, kysely: kyselyTarget, zod: zodTarget };

export interface ModuleOf {
  kind: ConnectionKind;
  driver: TypeDriver;
  defaultSchema: string | null;
}

/** The source of a module with one type for each table and view. */
export function generateModule(
  tables: readonly TableDefinition[],
  target: TypeTarget,
  { kind, driver, defaultSchema }: ModuleOf,
): string {
  const { head, opening, field, closing, index } = TARGETS[target];
  const client = CLIENTS[driver];
  const [names, keys, helpers] = [new TypeNames(), new TableKeys(), new Helpers()];
  const jsonTexts = new JsonTexts(kind === 'mysql' ? tables : []);
  const entries: { key: string; name: string }[] = [];
  const parts = tables.map((table) => {
    const foreign = table.schema === defaultSchema ? null : table.schema;
    const name = names.nameFor(table.name, foreign);
    entries.push({ key: keys.keyFor(table.name, foreign), name });
    const columns = [...new Map(table.columns.map((column) => [column.name, column])).values()];
    const members = columns.map((column) => column.name);
    const fields = columns.map((column) => {
      const known = withKnownFacts(table, column, kind);
      const typed = typedColumn(client, placeOf(table, known, jsonTexts));
      return `${docOf(column.comment, '  ')}  ${field(typed, helpers)}\n`;
    });
    return `${docOf(table.comment)}${opening(name, members)}\n${fields.join('')}${closing(name, helpers, members)}\n`;
  });
  const about = `// Rows as ${client.title} returns them at its default settings.\n`;
  const code = [helpers.code(), ...parts, index(entries)].filter(Boolean).join('\n');
  return [about, head(code), code].filter(Boolean).join('\n');
}

/** A view of PostgreSQL reads null from columns that cannot hold it, as it does from foreign tables that say so. */
function withKnownFacts({ type }: TableDefinition, column: Column, kind: ConnectionKind): Column {
  const nullable = column.nullable || (kind === 'postgresql' && type === 'view');
  return { ...column, nullable, baseType: baseTypeOf(column, kind) };
}

function placeOf(table: TableDefinition, column: Column, jsonTexts: JsonTexts): Place {
  const collation = column.collation ?? table.collation;
  return { column, view: table.type === 'view', json: jsonTexts.has(column, table), collation };
}

const isAlwaysGenerated = ({ generated }: Column) => generated !== null && generated !== 'identity-by-default';

function typedColumn(client: Client, place: Place): TypedColumn {
  const { column } = place;
  const known = column.baseType !== UNKNOWN;
  const orNull = (value: Value) => (column.nullable ? anyOf(value, 'null') : value);
  return {
    column,
    read: orNull(known ? client.read(place) : 'unknown'),
    write: orNull(known ? client.write(place) : 'unknown'),
    optional: column.invisible || isLost(column.name),
    unwritable: isAlwaysGenerated(column) || client.unwritable?.(place) === true,
  };
}
