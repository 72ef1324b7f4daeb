import type { TableDefinition } from '../table-definition.ts';
import { keyRelations, tableId } from './key-relations.ts';

/** The tables as an `erDiagram` of Mermaid, with all their columns, and the keys between them. */
export function toMermaid(definitions: readonly TableDefinition[]): string {
  const ids = entityIds(definitions);
  const entities = definitions.map((definition) => entityOf(definition, ids));
  const lines = keyRelations(definitions).flatMap(({ from, to, many, optional, columns }) => {
    const [source, target] = [ids.get(from), ids.get(to)];
    if (!source || !target) return [];
    return [
      `  ${target} ${optional ? '|o' : '||'}--${many ? 'o{' : 'o|'} ${source} : "${quotable(columns.join(', '))}"`,
    ];
  });
  return `${['erDiagram', ...entities, ...lines].join('\n')}\n`;
}

/** Words that Mermaid takes, one for each table; the names themselves stand beside them. */
function entityIds(definitions: readonly TableDefinition[]): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { schema, name } of definitions) {
    const plain = `t_${wordOf(`${schema}_${name}`)}`;
    let id = plain;
    for (let count = 2; taken.has(id); count += 1) id = `${plain}_${count}`;
    taken.add(id);
    ids.set(tableId(schema, name), id);
  }
  return ids;
}

function entityOf(
  { schema, name, columns, primaryKey, foreignKeys }: TableDefinition,
  ids: ReadonlyMap<string, string>,
) {
  const foreign = new Set(foreignKeys.flatMap((key) => key.columns));
  const lines = columns.map((column) => {
    const keys = [primaryKey?.columns.includes(column.name) && 'PK', foreign.has(column.name) && 'FK'].filter(Boolean);
    const [type, word] = [typeOf(column.nativeType), attributeOf(column.name)];
    // What had to be written otherwise is said as it is.
    const said = [word === column.name ? '' : column.name, type === column.nativeType ? '' : column.nativeType];
    const comment = quotable([...said, column.nullable ? 'null' : ''].filter(Boolean).join(', '));
    return ['   ', type, word, keys.join(', '), comment && `"${comment}"`].filter(Boolean).join(' ');
  });
  return [`  ${ids.get(tableId(schema, name))}["${quotable(`${schema}.${name}`)}"] {`, ...lines, '  }'].join('\n');
}

const wordOf = (text: string) => text.replace(/\W/g, '_');
/** Types and names begin with a letter. */
const typeOf = (text: string) => startingWithLetter(text.replace(/[^\w()[\]-]/g, '_'));
const attributeOf = (text: string) => startingWithLetter(wordOf(text));
const startingWithLetter = (text: string) => (/^[a-z]/i.test(text) ? text : `c_${text}`);
/** What Mermaid takes between quotes. */
const quotable = (text: string) => text.replace(/[\p{Cc}"\\]/gu, "'").replaceAll('%', '％');
