import type { ConnectionKind, TableDefinition, TypeTarget } from '@portolan/contract';
import { valueTypeOf } from './column-types.ts';
import { kyselyTarget } from './kysely-target.ts';
import { docOf, keyOf, TypeNames } from './names.ts';
import type { Target } from './target.ts';
import { typescriptTarget } from './typescript-target.ts';
import { zodTarget } from './zod-target.ts';

const TARGETS: Record<TypeTarget, Target> = { typescript: typescriptTarget, kysely: kyselyTarget, zod: zodTarget };

/** The source of a module with one type for each table and view. */
export function generateModule(
  tables: readonly TableDefinition[],
  target: TypeTarget,
  { kind, defaultSchema }: { kind: ConnectionKind; defaultSchema: string | null },
): string {
  const { head, opening, field, closing, index } = TARGETS[target];
  const names = new TypeNames();
  const entries: { key: string; name: string }[] = [];
  const parts = tables.map((table) => {
    const foreign = table.schema === defaultSchema ? null : table.schema;
    const name = names.nameFor(table.name, foreign);
    entries.push({ key: foreign === null ? table.name : `${foreign}.${table.name}`, name });
    const fields = table.columns.map((column) => {
      const typed = { column, valueType: valueTypeOf(column, kind) };
      return `${docOf(column.comment, '  ')}  ${keyOf(column.name)}${field(typed)}\n`;
    });
    return `${docOf(table.comment)}${opening(name)}\n${fields.join('')}${closing(name)}\n`;
  });
  return [head, ...parts, index(entries)].filter(Boolean).join('\n');
}
