import type * as z from 'zod/mini';

type Write = (value: unknown) => string;
type Definition = z.core.$ZodTypes['_zod']['def'];

/** What JSON writes otherwise than it is: quotes, backslashes, control characters. */
const ESCAPED = /["\\\p{Cc}]/u;

/**
 * The text that PostgreSQL has for a value of a schema as `jsonb`: keys by length and then by their bytes, a space behind
 * colons and commas. Writes the keys of the schema alone. Knows what the contract's schemas of tables are made of, and
 * throws for anything else, when it is made.
 */
export function compileText(schema: z.core.$ZodType): Write {
  const def = (schema as z.core.$ZodTypes)._zod.def as Definition;
  switch (def.type) {
    case 'string':
    case 'enum':
      return (value) => (ESCAPED.test(value as string) ? JSON.stringify(value) : `"${value}"`);
    case 'boolean':
    case 'number':
      return String;
    case 'nullable': {
      const inner = compileText(def.innerType);
      return (value) => (value === null ? 'null' : inner(value));
    }
    case 'array': {
      const element = compileText(def.element);
      return (value) => `[${(value as unknown[]).map(element).join(', ')}]`;
    }
    case 'object':
      return compileObject(def.shape);
  }
  throw new Error(`no text for a schema of type ${def.type}`);
}

function compileObject(shape: Record<string, z.core.$ZodType>): Write {
  const keys = Object.keys(shape).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const writes = keys.map((key) => compileText(shape[key] as z.core.$ZodType));
  const heads = keys.map((key, at) => `${at === 0 ? '{' : ', '}"${key}": `);
  return (value) => {
    const record = value as Record<string, unknown>;
    let text = '';
    for (let at = 0; at < keys.length; at++) text += `${heads[at]}${writes[at]?.(record[keys[at] as string])}`;
    return keys.length === 0 ? '{}' : `${text}}`;
  };
}
