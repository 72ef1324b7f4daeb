import { keyOf } from './names.ts';
import type { Target } from './target.ts';
import { typeText } from './type-text.ts';

/** One interface for each table, as its rows are read. */
export const typescriptTarget: Target = {
  head: () => '',
  opening: (name) => `export interface ${name} {`,
  field: ({ column, read, optional }, helpers) =>
    `${keyOf(column.name)}${optional ? '?' : ''}: ${typeText(read, helpers)};`,
  closing: () => '}',
  index: (entries) =>
    `export interface Tables {\n${entries.map(({ key, name }) => `  ${keyOf(key)}: ${name};\n`).join('')}}\n`,
};
