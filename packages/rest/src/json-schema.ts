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
