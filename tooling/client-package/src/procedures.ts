import * as contract from '@portolan/contract';
import { appRouter, type Meta } from '@portolan/router';
import type { AnyTRPCProcedure } from '@trpc/server';
import * as z from 'zod/mini';
import type { JsonSchema } from './json-schema.ts';

/** A procedure as its callers see it. */
export interface ProcedureShape {
  /** `connections.list` */
  name: string;
  summary: string;
  type: 'query' | 'mutation' | 'subscription';
  access: Meta['access'];
  rule: Meta['rule'];
  /** Null where it takes nothing. */
  input: JsonSchema | null;
  /** Whether it may be called without. */
  isInputOptional: boolean;
  /** Null where it answers nothing; of a stream, one piece. */
  output: JsonSchema | null;
  isStream: boolean;
}

type Procedure = AnyTRPCProcedure & {
  _def: { meta?: Meta; inputs: z.core.$ZodType[]; output: { schema: z.core.$ZodType; isEach?: true } };
};

/** Schemas of the contract keep their names. */
const names = z.registry<{ id: string }>();
for (const [id, value] of Object.entries(contract)) {
  if (value instanceof z.core.$ZodType && !names.has(value)) names.add(value, { id });
}

/** Every procedure of the router, by name. */
export function readProcedures(): ProcedureShape[] {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
  return procedures.map(([name, { _def }]) => {
    const [input] = _def.inputs;
    const { schema, isEach = false } = _def.output;
    return {
      name,
      summary: _def.meta?.summary ?? '',
      type: _def.type,
      access: _def.meta?.access,
      rule: _def.meta?.rule,
      input: input ? describe(input, 'input') : null,
      isInputOptional: !input || z.safeParse(input, undefined).success,
      output: schema instanceof z.core.$ZodVoid ? null : describe(schema, 'output'),
      isStream: isEach,
    };
  });
}

function describe(schema: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    reused: 'inline',
    unrepresentable: 'any',
    metadata: names,
  });
  return rest as JsonSchema;
}
