import { errorKind, type Permission } from '@portolan/contract';
import {
  AppError,
  askAgain,
  assertRight,
  type Context,
  type PermissionRule,
  type Principal,
  type RefusedAct,
  type Right,
  recordRefusal,
  scopesOfRight,
  type TenantProblem,
  type TenantRef,
} from '@portolan/core';
import { initTRPC, TRPCError } from '@trpc/server';
import { Endable } from './endable.ts';
import { toFailure } from './failure.ts';
import { inTurn } from './in-turn.ts';
import type { Meta } from './meta.ts';
import { counted } from './open-streams.ts';
import { refuseAttempt } from './refuse-attempt.ts';
import { whileAllowed } from './while-allowed.ts';

/** What a transport gives the router for one request. */
export interface RouterContext extends Context {
  principal: Principal | null;
  tenantProblem: TenantProblem | null;
  /** Sends a `Set-Cookie` along with the answer. */
  setCookie(value: string): void;
}

const t = initTRPC
  .context<RouterContext>()
  .meta<Meta>()
  .create({
    // Never the development shape: it carries stacks.
    isDev: false,
    // A quiet stream is kept alive, for proxies that cut idle ones.
    sse: { ping: { enabled: true, intervalMs: 15_000 } },
    // Blanks between two lines: where leaving is noticed by writing alone, whoever has left ends what they asked for.
    jsonl: { pingMs: 2_000 },
    errorFormatter({ shape, error, ctx }) {
      const failure = toFailure(error);
      const { code, httpStatus, path } = shape.data;
      const extras = { appCode: failure.code, issues: failure.details, stages: failure.stages };
      return {
        code: shape.code,
        message: failure.message,
        data: {
          code,
          httpStatus,
          ...(path === undefined ? {} : { path }),
          ...extras,
          requestId: ctx?.request.id ?? '',
        },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/**
 * What stands around every procedure, in one step, as each costs every call a copy of its context. Changes of one request
 * are made in its order: what one of them takes away, the next no longer has. Nor has any request that follows the answer:
 * by then this process has heard of the change.
 */
const base = t.procedure.use(async ({ ctx, type, path, meta, next }) => {
  const request = new Endable(ctx.request);
  const { trace } = ctx.services;
  const call = () => answered({ ctx, request, path, meta }, () => next({ ctx: { request } }));
  const work = trace ? () => trace(path, 'procedure', call) : call;
  if (type !== 'mutation') return work();
  try {
    return await inTurn(ctx.request, work, meta?.sideBySide ?? false);
  } finally {
    await ctx.services.db.settled();
  }
});

/** One call of a procedure. */
interface Call {
  ctx: RouterContext;
  request: Endable;
  path: string;
  meta: Meta | undefined;
}

type Result = { ok: true; data: unknown } | { ok: false; error: TRPCError };

/**
 * The one place where errors of verbs become errors of the transport, and refusals become audit events. A stream is
 * bounded in number, and ends when its listener may not hear it any more.
 */
async function answered<R extends Result>(call: Call, next: () => Promise<R>): Promise<R> {
  const { ctx, request, meta } = call;
  const result = await next();
  if (result.ok) {
    if (!isStream(result.data)) return result;
    const stream = counted(result.data, ctx.principal?.userId ?? ctx.request.address);
    const { principal, services } = ctx;
    const listening = {
      ask: () => askStill(ctx, meta),
      hear: (onNews: () => void) => (principal ? services.db.watch(scopesOfRight(principal), onNews) : () => {}),
      end: () => request.end(),
    };
    return { ...result, data: guarded(whileAllowed(stream, listening), call) };
  }
  if (result.error.code === 'BAD_REQUEST') await countAttempt(ctx, meta, result.error);
  if (foreseen(result.error)) throw await explained(call, result.error);
  return result;
}

async function askStill({ services, principal }: RouterContext, meta: Meta | undefined): Promise<void> {
  const { access, rule } = meta ?? {};
  if (!principal || !access || access === 'public') return;
  await askAgain({ services, principal, right: { access, ...(rule ? { rule } : {}) } });
}

/** What fails while an answer is streamed fails as it would have before. */
async function* guarded(stream: AsyncIterable<unknown>, call: Call): AsyncGenerator<unknown, void> {
  try {
    yield* stream;
  } catch (error) {
    throw await explained(call, error);
  }
}

/** What to throw in place of an error: that of the transport where somebody has foreseen it. */
async function explained({ ctx, path, meta }: Call, error: unknown): Promise<unknown> {
  const known = foreseen(error);
  if (!known) return error;
  return transportError(ctx, { action: meta?.action ?? path.replace('.', ':'), access: meta?.access }, known);
}

/** The error of a verb, or of a database that is away; null where nobody has foreseen it. */
function foreseen(error: unknown): unknown {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof AppError) return cause;
  return toFailure(error).code === 'UNAVAILABLE' ? error : null;
}

async function transportError(ctx: RouterContext, act: RefusedAct, error: unknown): Promise<TRPCError> {
  const refused = error instanceof AppError && (errorKind(error.code).status === 403 || error.code.startsWith('LAST_'));
  try {
    if (refused) await recordRefusal(ctx, act, error);
    return asTrpcError(error);
  } catch (unrecorded) {
    return asTrpcError(unrecorded);
  }
}

/** Only input that is not valid is a bad request to tRPC; what verbs throw is something else to it. */
function countAttempt(ctx: RouterContext, meta: Meta | undefined, error: TRPCError): Promise<unknown> {
  return refuseAttempt(ctx, meta, error).catch((refusal) => {
    if (refusal !== error) throw asTrpcError(refusal);
  });
}

function isStream(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}

/** Any error with the tRPC code of its failure, so that the HTTP status is right. */
export function asTrpcError(error: unknown): TRPCError {
  const { code, message } = toFailure(error);
  return new TRPCError({ code: errorKind(code).trpc, message, cause: error });
}

/** The caller, who has the right: it goes along in the context, for all that asks for it again later. */
function allowed(right: Right, { principal, tenantProblem }: RouterContext) {
  assertRight(right, principal, tenantProblem);
  return { principal: principal as Principal, right };
}

const PUBLIC: Right = { access: 'public' };
const CALLER: Right = { access: 'caller' };
const SESSION: Right = { access: 'session' };
const OPERATOR: Right = { access: 'operator' };

/** Anyone. The short list of these is asserted by a test. */
export const publicProcedure = base.meta(PUBLIC).use(({ next }) => next({ ctx: { right: PUBLIC } }));

/** Any known caller: a person, or an API key. */
export const callerProcedure = base.meta(CALLER).use(({ ctx, next }) => next({ ctx: allowed(CALLER, ctx) }));

/** A person who signed in: what concerns an account is not for API keys. */
export const sessionProcedure = base.meta(SESSION).use(({ ctx, next }) => {
  const known = allowed(SESSION, ctx);
  const { credential } = known.principal;
  return next({ ctx: { ...known, sessionId: credential.kind === 'session' ? credential.sessionId : '' } });
});

/** Operators of the installation. */
export const operatorProcedure = base.meta(OPERATOR).use(({ ctx, next }) => next({ ctx: allowed(OPERATOR, ctx) }));

/** Members of the active tenant, whatever they may do there. */
export const memberProcedure = tenantProcedure({ all: [] });

/** Members of the active tenant who hold the permission there. */
export function permitted(permission: Permission) {
  return tenantProcedure({ all: [permission] });
}

/** Members of the active tenant who hold at least one of the permissions there. */
export function permittedAny(...permissions: [Permission, ...Permission[]]) {
  return tenantProcedure({ any: permissions });
}

/** Members of the active tenant who hold every one of the permissions there. */
export function permittedAll(...permissions: [Permission, ...Permission[]]) {
  return tenantProcedure({ all: permissions });
}

function tenantProcedure(rule: PermissionRule) {
  const right = { access: 'tenant', rule } as const;
  return base.meta(right).use(({ ctx, next }) => {
    const known = allowed(right, ctx);
    return next({ ctx: { ...known, tenant: known.principal.tenant as TenantRef } });
  });
}
