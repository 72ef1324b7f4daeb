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
  type TenantProblem,
  type TenantRef,
} from '@portolan/core';
import { initTRPC, TRPCError } from '@trpc/server';
import { endable } from './endable.ts';
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
 * The one place where errors of verbs become errors of the transport, and refusals become audit events. A stream is
 * bounded in number, and ends when its listener may not hear it any more.
 */
const failures = t.middleware(async ({ ctx, path, meta, next }) => {
  const call = endable(ctx.request);
  const result = await next({ ctx: { request: call.request } });
  const act = { action: meta?.action ?? path.replace('.', ':'), access: meta?.access };
  if (result.ok) {
    if (!isStream(result.data)) return result;
    const stream = counted(result.data, ctx.principal?.userId ?? ctx.request.address);
    const listening = { ask: () => askStill(ctx, meta), end: call.end };
    return { ...result, data: guarded(whileAllowed(stream, listening), ctx, act) };
  }
  if (result.error.code === 'BAD_REQUEST') await countAttempt(ctx, meta, result.error);
  const error = foreseen(result.error);
  if (error) throw await transportError(ctx, act, error);
  return result;
});

async function askStill({ services, principal }: RouterContext, meta: Meta | undefined): Promise<void> {
  const { access, rule } = meta ?? {};
  if (!principal || !access || access === 'public') return;
  await askAgain({ services, principal, right: { access, ...(rule ? { rule } : {}) } });
}

/** What fails while an answer is streamed fails as it would have before. */
async function* guarded(
  stream: AsyncIterable<unknown>,
  ctx: RouterContext,
  act: RefusedAct,
): AsyncGenerator<unknown, void> {
  try {
    yield* stream;
  } catch (error) {
    const known = foreseen(error);
    throw known ? await transportError(ctx, act, known) : error;
  }
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

/**
 * Changes of one request are made in its order: what one of them takes away, the next no longer has. Nor has any request
 * that follows the answer: by then this process has heard of the change.
 */
const ordered = t.middleware(async ({ ctx, type, meta, next }) => {
  if (type !== 'mutation') return next();
  const result = await inTurn(ctx.request, next, meta?.sideBySide ?? false);
  await ctx.services.db.settled();
  return result;
});

const base = t.procedure.use(ordered).use(failures);

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
