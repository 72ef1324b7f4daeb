import { keyOf } from './names.ts';
import type { Target, TypedColumn } from './target.ts';

/** One schema for each table, and the type that it infers. */
export const zodTarget: Target = {
  head: "import * as z from 'zod';\n",
  opening: (name) => `export const ${name} = z.object({`,
  field: (column) => `: ${schemaOf(column)}${column.column.nullable ? '.nullable()' : ''},`,
  closing: (name) => `});\nexport type ${name} = z.infer<typeof ${name}>;`,
  index: (entries) =>
    `export const Tables = {\n${entries.map(({ key, name }) => `  ${keyOf(key)}: ${name},\n`).join('')}};\n`,
};

function schemaOf({ column, valueType }: TypedColumn): string {
  switch (valueType) {
    case 'string':
      if (column.type === 'uuid') return 'z.guid()';
      return column.type === 'string' && column.length !== null ? `z.string().max(${column.length})` : 'z.string()';
    case 'number':
      return column.type === 'integer' ? 'z.int()' : 'z.number()';
    case 'boolean':
      return 'z.boolean()';
    case 'Date':
      return 'z.date()';
    case 'Uint8Array':
      return 'z.instanceof(Uint8Array)';
    case 'unknown':
      return 'z.unknown()';
    default:
      return `z.array(z.${valueType.slice(0, -2)}())`;
  }
}
