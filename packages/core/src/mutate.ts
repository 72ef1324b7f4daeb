import type { EntityManager, Scope } from '@portolan/db';
import type { Context, Principal, TenantRef } from './context.ts';
import { AppError } from './errors.ts';
import { markHeld } from './held-transactions.ts';
import { holdCaller } from './hold-caller.ts';
import type { Right } from './right.ts';

/** Whoever changes something: a known caller by a right, or nobody (a public procedure, the command line). */
export type Changing = Context & { principal?: Principal | null; right?: Right; tenant?: TenantRef };

export interface MutateOptions {
  /** The rows that row-level security shows, beside those of the caller's tenant; `owner` stands above all tenants. */
  scope?: Scope | 'owner';
  /** For what takes rights away in the caller's tenant: it waits for the changes under way there, and others wait for it. */
  tenantTurn?: boolean;
}

const ATTEMPTS = 4;
const LONGEST_PAUSE_MS = 50;
const DEADLOCKED = new Set(['40P01', '40001']);

/**
 * The transaction of a change. The caller's right is read again in it, first, and held to its end: what commits was
 * allowed when it committed. `work` gets the caller as they are now, and may run more than once.
 */
export async function mutate<C extends Changing, T>(
  ctx: C,
  work: (em: EntityManager, held: C) => Promise<T>,
  options: MutateOptions = {},
): Promise<T> {
  const attempt = () => begin(ctx, options, async (em) => work(em, await hold(em, ctx, options)));
  for (let left = ATTEMPTS; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (!DEADLOCKED.has((error as { code?: string }).code ?? '')) throw error;
      if (left === 1) throw new AppError('UNAVAILABLE', 'Too many changes at once; try again', { retryAfter: 1 });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
    }
  }
}

function begin<T>(ctx: Changing, { scope }: MutateOptions, work: (em: EntityManager) => Promise<T>) {
  const { db } = ctx.services;
  if (scope === 'owner') return db.ownerTransaction(work);
  // What concerns an account itself touches its own rows.
  const userId = ctx.right?.access === 'session' ? ctx.principal?.userId : undefined;
  return db.transaction({ tenantId: ctx.tenant?.id, userId, ...scope }, work);
}

/** Holds the right of a known caller in a transaction that is open already; the sagas of tenants begin their own. */
export async function hold<C extends Changing>(em: EntityManager, ctx: C, options: MutateOptions = {}): Promise<C> {
  const { principal, right } = ctx;
  const anyone = !principal || right?.access === 'public';
  if (!anyone && !right) throw new Error('A known caller changes things by the right of a procedure');
  const held =
    anyone || !right
      ? ctx
      : { ...ctx, principal: await holdCaller(em, { principal, right }, { tenantTurn: options.tenantTurn ?? false }) };
  markHeld(em);
  return held;
}

/** For what takes long before it becomes true: refused here, it is not even begun. */
export async function assertStillAllowed(ctx: Changing): Promise<void> {
  await mutate(ctx, async () => {}, ctx.right?.access === 'operator' ? { scope: 'owner' } : {});
}
