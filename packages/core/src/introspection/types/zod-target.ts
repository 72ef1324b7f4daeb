import { isLost, memberOf } from './names.ts';
import { schemaText } from './schema-text.ts';
import type { Target } from './target.ts';
import { membersOf, type Value } from './value.ts';

/** One schema for each table, and the type that it infers. */
export const zodTarget: Target = {
  head: (code) => (code.includes('z.object(') ? "import * as z from 'zod';\n" : ''),
  opening: (name, keys) => `export const ${name} = ${keys.some(isLost) ? 'keepingProto(' : ''}z.object({`,
  field: ({ column, read, optional }, helpers) => {
    const members = membersOf(read);
    const present: Value = { anyOf: members.filter((member) => member !== 'null') };
    const nullable = members.includes('null') ? '.nullable()' : '';
    return `${memberOf(column.name)}: ${schemaText(present, helpers)}${nullable}${optional ? '.optional()' : ''},`;
  },
  closing: (name, helpers, keys) => {
    const kept = keys.some(isLost);
    if (kept) helpers.schema('keepingProto');
    return `})${kept ? ')' : ''};\nexport type ${name} = z.infer<typeof ${name}>;`;
  },
  index: (entries) =>
    `export const Tables = {\n${entries.map(({ key, name }) => `  ${memberOf(key)}: ${name},\n`).join('')}};\n`,
};
