import type { TableDefinition } from '../table-definition.ts';
import type { ForeignKey } from '../table-keys.ts';
import { keyRelations, tableId } from './key-relations.ts';

/** The tables as DBML, with columns, keys, comments, and the references between them. */
export function toDbml(definitions: readonly TableDefinition[]): string {
  const shown = new Set(definitions.map(({ schema, name }) => tableId(schema, name)));
  const many = new Map(keyRelations(definitions).map((relation) => [relation.id, relation.many]));
  const tables = definitions.map(tableOf);
  const refs = new Map<string, string>();
  for (const definition of definitions) {
    for (const key of definition.foreignKeys) {
      if (!shown.has(tableId(key.references.schema, key.references.table))) continue;
      const id = `${tableId(definition.schema, definition.name)}:${key.name}`;
      const [ends, text] = refOf(definition, key, many.get(id) ?? true);
      // DBML refuses a reference that is there already, and one from a column to itself.
      if (ends && !refs.has(ends)) refs.set(ends, text);
    }
  }
  return `${[...tables, ...refs.values()].join('\n\n')}\n`;
}

function tableOf({ schema, name, columns, primaryKey, comment }: TableDefinition): string {
  const single = primaryKey?.columns.length === 1 ? primaryKey.columns[0] : undefined;
  const lines = columns.map((column) => {
    const settings = [
      column.name === single && 'pk',
      column.nullable ? 'null' : 'not null',
      column.comment && `note: ${text(column.comment)}`,
    ].filter(Boolean);
    return `  ${word(column.name)} ${word(column.nativeType)} [${settings.join(', ')}]`;
  });
  const key = primaryKey && !single ? [`  indexes {\n    (${primaryKey.columns.map(word).join(', ')}) [pk]\n  }`] : [];
  const note = comment ? [`  Note: ${text(comment)}`] : [];
  return [`Table ${word(schema)}.${word(name)} {`, ...lines, ...key, ...note, '}'].join('\n');
}

/** The two ends, and the reference. */
function refOf({ schema, name }: TableDefinition, key: ForeignKey, many: boolean): [string, string] {
  const end = (place: string, columns: readonly string[]) =>
    columns.length === 1 ? `${place}.${word(columns[0] ?? '')}` : `${place}.(${columns.map(word).join(', ')})`;
  const from = end(`${word(schema)}.${word(name)}`, key.columns);
  const to = end(`${word(key.references.schema)}.${word(key.references.table)}`, key.references.columns);
  const rules = [ruleOf('delete', key.onDelete), ruleOf('update', key.onUpdate)].filter(Boolean);
  const settings = rules.length > 0 ? ` [${rules.join(', ')}]` : '';
  const ends = from === to ? '' : [from, to].sort().join(' ');
  return [ends, `Ref ${word(key.name)}: ${from} ${many ? '>' : '-'} ${to}${settings}`];
}

const RULES = ['cascade', 'restrict', 'set null', 'set default', 'no action'];

function ruleOf(when: string, rule: string): string {
  const known = RULES.find((one) => one === rule.toLowerCase().replaceAll('_', ' '));
  return known && known !== 'no action' ? `${when}: ${known}` : '';
}

const word = (name: string) =>
  `"${name
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/\s*\n\s*/g, ' ')}"`;
const text = (said: string) =>
  `'${said
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/\s*\n\s*/g, ' ')}'`;
