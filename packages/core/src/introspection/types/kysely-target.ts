import type { Column } from '@portolan/contract';
import type { Helpers } from './helpers.ts';
import { keyOf } from './names.ts';
import type { Target, TypedColumn } from './target.ts';
import { typeText } from './type-text.ts';

/** A `Database` for Kysely: what the database fills in may be left out when a row is inserted. */
export const kyselyTarget: Target = {
  head: (code) => {
    const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => code.includes(`: ${name}<`));
    return used.length > 0 ? `import type { ${used.join(', ')} } from 'kysely';\n` : '';
  },
  opening: (name) => `export interface ${name} {`,
  field: (typed, helpers) => `${keyOf(typed.column.name)}: ${fieldType(typed, helpers)};`,
  closing: () => '}',
  index: (entries) =>
    `export interface Database {\n${entries.map(({ key, name }) => `  ${keyOf(key)}: ${name};\n`).join('')}}\n`,
};

function fieldType({ column, read, write, optional, unwritable }: TypedColumn, helpers: Helpers): string {
  const value = typeText(read, helpers);
  const selected = optional ? `${value} | undefined` : value;
  if (unwritable) return `GeneratedAlways<${selected}>`;
  const written = typeText(write, helpers);
  const filled = isFilled(column);
  if (written === selected) return filled ? `Generated<${selected}>` : selected;
  return `ColumnType<${selected}, ${filled ? `${written} | undefined` : written}, ${written}>`;
}

/** By its identity, its default, or that of the outermost of its domains that has one. */
const isFilled = ({ generated, default: own, domains }: Column) =>
  generated !== null || own !== null || domains.some((domain) => domain.default !== null);
