import * as z from 'zod/mini';

export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  [key: string]: unknown;
}

/** A schema of the contract as JSON Schema 2020-12, self-contained. */
export function describe(schema: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
  const described = z.toJSONSchema(schema, { target: 'draft-2020-12', io, reused: 'inline', unrepresentable: 'any' });
  const { $schema: _, ...rest } = structuredClone(described) as JsonSchema;
  return rest;
}

/**
 * The value a text of a path, query or form stands for under a schema. Only spellings that JSON itself has are
 * numbers, so that '' or '0x10' stay texts and fail validation with their own words. A list is given key by key.
 */
export function fromText(text: string | string[], schema: JsonSchema | undefined): unknown {
  if (typeof text !== 'string') return text.map((one) => fromText(one, schema?.items));
  const type = schema?.type ?? schema?.anyOf?.find((option) => option.type !== 'null')?.type;
  if ((type === 'integer' || type === 'number') && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
