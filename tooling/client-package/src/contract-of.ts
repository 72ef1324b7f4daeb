import { createHash } from 'node:crypto';
import type { JsonSchema } from './json-schema.ts';
import type { ProcedureShape } from './procedures.ts';

interface ProcedureContract {
  type: string;
  input: JsonSchema | null;
  output: JsonSchema | null;
}

/** What callers and server agree on, and nothing that says it in other words: no texts, no limits. */
export interface ContractDocument {
  procedures: Record<string, ProcedureContract>;
  $defs: Record<string, JsonSchema>;
}

/** As much of a schema as decides whether two sides understand each other. */
const KEPT = new Set([
  '$ref',
  'type',
  'const',
  'enum',
  'anyOf',
  'oneOf',
  'items',
  'properties',
  'required',
  'additionalProperties',
]);

export function contractOf(shapes: readonly ProcedureShape[]): ContractDocument {
  const procedures: Record<string, ProcedureContract> = {};
  const $defs: Record<string, JsonSchema> = {};
  for (const { name, type, input, output } of shapes) {
    for (const [key, schema] of Object.entries({ ...input?.$defs, ...output?.$defs })) $defs[key] = kept(schema);
    procedures[name] = { type, input: input && kept(input), output: output && kept(output) };
  }
  return { procedures, $defs };
}

/** Sixteen characters that are the same for the same contract. */
export function digestOf(contract: ContractDocument): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(contract)))
    .digest('hex')
    .slice(0, 16);
}

function kept(schema: JsonSchema): JsonSchema {
  const parts = Object.entries(schema).filter(([key]) => KEPT.has(key));
  return Object.fromEntries(
    parts.map(([key, value]) => [
      key,
      key === 'properties' ? mapped(value as Record<string, JsonSchema>) : inner(value),
    ]),
  );
}

const mapped = (schemas: Record<string, JsonSchema>) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, kept(schema)]));

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'object' && one !== null ? kept(one) : one));
  return typeof value === 'object' && value !== null ? kept(value as JsonSchema) : value;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
