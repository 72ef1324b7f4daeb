import { isId, type RecordedAction } from '@portolan/contract';
import { AppError, type AuditEntry, recordAgentCall, recordRefusal } from '@portolan/core';
import { type AgentProcedure, holdsRight, isForKeys } from './agent-tools.ts';
import { callProcedure } from './call-procedure.ts';
import { toFailure } from './failure.ts';
import type { RouterContext } from './trpc.ts';

/**
 * Calls a procedure for an agent, whom the request names: with the right, the limits and the refusals of every other
 * face. Whatever came of it is in the audit log before it is answered, a look too.
 */
export async function callForAgent(tool: AgentProcedure, ctx: RouterContext, input: unknown): Promise<unknown> {
  const { principal, services } = ctx;
  if (!principal) throw new AppError('UNAUTHORIZED', 'Sign in first');
  await services.attempts.agentCall.consume(principal.userId);
  await assertOwnKey(tool, ctx);
  try {
    const output = await callProcedure(tool.procedure, tool.path, ctx, input);
    await record(tool, ctx, { outcome: 'success', ...about(tool, input) });
    return output;
  } catch (error) {
    const { code, status } = toFailure(error);
    // Whom nobody knows any more has no log to write into.
    if (status !== 401) await record(tool, ctx, { outcome: 'failure', details: { code } });
    throw error;
  }
}

async function assertOwnKey(tool: AgentProcedure, ctx: RouterContext): Promise<void> {
  // Whoever lacks the right besides is refused by the procedure, in its own words.
  if (!isForKeys(tool, ctx) || !holdsRight(tool, ctx)) return;
  const error = new AppError('FORBIDDEN', 'An agent changes things by an API key alone');
  await recordRefusal(ctx, { action: actionOf(tool.path, tool.meta), access: tool.meta.access }, error);
  throw error;
}

/** Acts write an event themselves, and so do refusals: what has none yet gets one. */
async function record(
  { path, meta }: AgentProcedure,
  ctx: RouterContext,
  entry: Omit<AuditEntry, 'action'>,
): Promise<void> {
  const { principal, request } = ctx;
  const { access, rule } = meta;
  if (!principal || !access || request.agent?.isRecorded) return;
  const right = { access, ...(rule ? { rule } : {}) };
  // A test of the router holds the name of every procedure against the catalogue.
  const action = actionOf(path, meta) as RecordedAction;
  await recordAgentCall({ ...ctx, principal, right }, { action, ...entry });
}

function actionOf(path: string, { action }: AgentProcedure['meta']): string {
  return action ?? path.replace('.', ':');
}

/** The connection that a call was about, where its tool says which key of the input names it. */
function about({ agent }: AgentProcedure, input: unknown): Pick<AuditEntry, 'entityType' | 'entityId'> {
  const id = agent.connection && (input as Record<string, unknown> | undefined)?.[agent.connection];
  return typeof id === 'string' && isId(id) ? { entityType: 'connection', entityId: id } : {};
}
