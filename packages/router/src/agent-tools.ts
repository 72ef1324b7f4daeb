import { assertRight } from '@portolan/core';
import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import * as z from 'zod/mini';
import type { AgentTool, Meta } from './meta.ts';
import type { RouterContext } from './trpc.ts';

/** A procedure that agents may call, as one of their tools. */
export interface AgentProcedure {
  /** Name of the procedure, `connections.list`. */
  path: string;
  procedure: AnyTRPCProcedure;
  type: 'query' | 'mutation';
  meta: Meta;
  agent: AgentTool;
  /** Null where it takes nothing. */
  input: z.core.$ZodType | null;
}

type Procedure = AnyTRPCProcedure & { _def: { type: string; meta?: Meta; inputs: unknown[] } };

/** The procedures that are marked for agents, in the order of the router. */
export function agentProcedures(router: AnyTRPCRouter): AgentProcedure[] {
  const procedures = Object.entries(router._def.procedures as Record<string, Procedure>);
  return procedures.flatMap(([path, procedure]) => {
    const { type, meta = {}, inputs } = procedure._def;
    const { agent } = meta;
    if (!agent || type === 'subscription') return [];
    const [schema] = inputs;
    const input = schema instanceof z.core.$ZodType ? schema : null;
    return [{ path, procedure, type, meta, agent, input }];
  });
}

/** Whether a caller may use a tool at all: one that it may not use is not shown to it. */
export function isOffered(tool: AgentProcedure, ctx: RouterContext): boolean {
  return holdsRight(tool, ctx) && !isForKeys(tool, ctx);
}

export function holdsRight({ meta: { access, rule } }: AgentProcedure, ctx: RouterContext): boolean {
  if (!access) return false;
  try {
    assertRight({ access, ...(rule ? { rule } : {}) }, ctx.principal, ctx.tenantProblem);
    return true;
  } catch {
    return false;
  }
}

/** What changes something is for keys that were made to: not for a person's token that a program borrows. */
export function isForKeys({ agent }: AgentProcedure, { principal }: RouterContext): boolean {
  return agent.changes === true && principal?.credential.kind !== 'apiKey';
}
