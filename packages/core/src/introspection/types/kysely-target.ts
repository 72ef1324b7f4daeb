import { keyOf } from './names.ts';
import type { Target, TypedColumn } from './target.ts';

/** A `Database` for Kysely: what the database fills in may be left out when a row is inserted. */
export const kyselyTarget: Target = {
  head: "import type { ColumnType, Generated, GeneratedAlways } from 'kysely';\n",
  opening: (name) => `export interface ${name} {`,
  field: (column) => `: ${fieldType(column)};`,
  closing: () => '}',
  index: (entries) =>
    `export interface Database {\n${entries.map(({ key, name }) => `  ${keyOf(key)}: ${name};\n`).join('')}}\n`,
};

function fieldType({ column, valueType }: TypedColumn): string {
  const read = `${valueType}${column.nullable ? ' | null' : ''}`;
  switch (column.generated) {
    case 'identity-by-default':
      return `Generated<${read}>`;
    case null:
      break;
    default:
      return `GeneratedAlways<${read}>`;
  }
  if (valueType === 'Date') {
    const written = column.nullable ? 'Date | string | null' : 'Date | string';
    const inserted = column.default === null ? written : `${written} | undefined`;
    return `ColumnType<${read}, ${inserted}, ${written}>`;
  }
  return column.default === null ? read : `Generated<${read}>`;
}
