import { keyOf } from './names.ts';
import type { Target } from './target.ts';

/** One interface for each table, as its rows are read. */
export const typescriptTarget: Target = {
  head: '',
  opening: (name) => `export interface ${name} {`,
  field: ({ column, valueType }) => `: ${valueType}${column.nullable ? ' | null' : ''};`,
  closing: () => '}',
  index: (entries) =>
    `export interface Tables {\n${entries.map(({ key, name }) => `  ${keyOf(key)}: ${name};\n`).join('')}}\n`,
};
