import { describe, type JsonSchema, type Operation, operationsOf } from '@portolan/rest';
import { type AgentProcedure, agentProcedures, appRouter, type Meta } from '@portolan/router';
import type { AnyTRPCRouter } from '@trpc/server';
import * as z from 'zod/mini';
import { procedures } from '../isolation/ask-http.ts';
import { STREAMS } from '../isolation/ask-stream.ts';
import { COMMANDS } from './commands.ts';

/** Every way to one procedure, by what itself and the commands say. */
export interface Faces {
  procedure: string;
  meta: Meta;
  /** What it takes, where it takes something. */
  input: JsonSchema | undefined;
  /** How the client calls it. */
  call: string;
  /** A paged list, which the client also reads whole, by `each`. */
  isList: boolean;
  /** Answered piece by piece. */
  isStream: boolean;
  routes: Operation[];
  commands: string[];
  tool: AgentProcedure | undefined;
}

const VERBS = { query: 'query', mutation: 'mutate', subscription: 'subscribe' } as const;
const operations = operationsOf(appRouter);
const tools = agentProcedures(appRouter);

/** What the builders were told of its shapes, where tRPC keeps it, which its types hide. */
interface Shapes {
  _def: { inputs: unknown[]; output?: { schema?: unknown } };
}
const shapes = (appRouter as AnyTRPCRouter)._def.procedures as Record<string, Shapes>;

function schemasOf(procedure: string): Partial<Record<'input' | 'output', JsonSchema>> {
  const { inputs = [], output } = shapes[procedure]?._def ?? {};
  const [input] = inputs;
  return {
    ...(input instanceof z.core.$ZodType ? { input: describe(input, 'input') } : {}),
    ...(output?.schema instanceof z.core.$ZodType ? { output: describe(output.schema, 'output') } : {}),
  };
}

export const FACES: readonly Faces[] = [...procedures].map(([procedure, { type, meta = {} }]) => {
  const { input, output } = schemasOf(procedure);
  return {
    procedure,
    meta: meta as Meta,
    input,
    isList: 'page' in (input?.properties ?? {}) && 'total' in (output?.properties ?? {}),
    call: `${procedure}.${VERBS[type]}`,
    isStream: STREAMS.has(procedure),
    routes: operations.filter((operation) => operation.procedure === procedure),
    commands: Object.entries(COMMANDS).flatMap(([name, command]) =>
      'procedure' in command && command.procedure === procedure ? [name] : [],
    ),
    tool: tools.find(({ path }) => path === procedure),
  };
});
