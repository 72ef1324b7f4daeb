import * as z from 'zod/mini';

/** What the text of a key stands for: told by its schema, as a path, a query and a form have texts alone. */
export type Field = { is: 'text' | 'number' | 'boolean' } | { is: 'list'; items: Field };
export type Fields = Record<string, Field>;

const TEXT: Field = { is: 'text' };

/** Those of an object; what is no object has none, and its texts stay texts. Read off the schema as it is: a request waits for it. */
export function fieldsOf(schema: z.core.$ZodType, surfaceKey: (key: string) => string): Fields {
  if (!(schema instanceof z.core.$ZodObject)) return {};
  const { shape } = schema._zod.def;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [surfaceKey(key), fieldOf(value)]));
}

function fieldOf(schema: z.core.$ZodType): Field {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'number':
    case 'boolean':
      return { is: def.type };
    case 'array':
      return { is: 'list', items: fieldOf(def.element) };
    case 'optional':
    case 'nullable':
    case 'default':
      return fieldOf(def.innerType);
    case 'union':
      return fieldOf(def.options[0] as z.core.$ZodType);
    default:
      return TEXT;
  }
}

/**
 * The value that a text stands for. Only spellings that JSON itself has are numbers, so that '' or '0x10' stay texts and
 * fail validation with their own words. A list is given key by key.
 */
export function fromText(text: string | string[], field: Field = TEXT): unknown {
  if (typeof text !== 'string') return text.map((one) => fromText(one, field.is === 'list' ? field.items : TEXT));
  if (field.is === 'number' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return Number(text);
  if (field.is === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
