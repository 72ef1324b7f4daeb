import type { CompleteHandOverInput, HandOverOutcome, MyTenant } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { toBase64Url } from '../crypto/base64.ts';
import { sha256 } from '../crypto/hash.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import type { SessionToken } from '../ports/index.ts';
import { takeAccountTurn } from '../turns.ts';
import { POLL_SECONDS } from './hand-over-times.ts';
import { tokenOf } from './token-of.ts';
import type { Account } from './verify-password.ts';

interface Polled {
  id: string;
  status: 'pending' | 'approved' | 'refused' | 'completed';
  userId: string | null;
  expired: boolean;
  /** Seconds until it may be asked again. */
  wait: number;
}

/**
 * A device asks whether somebody has approved, and gets their session, once. Its code alone is worth nothing: without the
 * verifier of what it began with there is no such hand-over.
 */
export async function completeHandOver(ctx: Context, input: CompleteHandOverInput): Promise<HandOverOutcome> {
  const { attempts } = ctx.services;
  await attempts.link.consume(ctx.request.address);
  const polled = await poll(ctx, input);
  if (!polled || polled.status === 'completed') throw nothingHere();
  await attempts.link.succeeded(ctx.request.address);
  if (polled.wait > 0) throw tooSoon(polled.wait);
  if (polled.status === 'refused') return { status: 'refused' };
  if (polled.expired) return { status: 'expired' };
  if (polled.status === 'pending' || !polled.userId) return { status: 'pending' };
  return handSession(ctx, { id: polled.id, userId: polled.userId });
}

async function poll({ services }: Context, input: CompleteHandOverInput): Promise<Polled | undefined> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(input.codeVerifier));
  const values = [await sha256(input.deviceCode), toBase64Url(new Uint8Array(digest)), `${POLL_SECONDS} seconds`];
  const sql = 'select id, status, user_id as "userId", expired, wait from poll_hand_over(?, ?, ?::interval)';
  const [polled] = await services.db.transaction({}, (em) => em.execute<Polled[]>(sql, values));
  return polled;
}

interface Waiting {
  id: string;
  userId: string;
}

interface Handed {
  user: Omit<Account, 'proof'>;
  session: SessionToken;
  tenant: MyTenant | null;
}

async function handSession(ctx: Context, waiting: Waiting): Promise<HandOverOutcome> {
  const handed = await mutate(ctx, (em) => open(em, ctx, waiting), { scope: 'owner' });
  if (!handed) return { status: 'refused' };
  return { status: 'approved', ...(await tokenOf(ctx, handed)), tenant: handed.tenant };
}

interface Taken extends Omit<Account, 'id' | 'proof'> {
  status: Polled['status'];
  device: string;
  tenantId: string | null;
}

const TAKE = `
  update hand_overs h set status = case when u.is_active then 'completed' else 'refused' end
  from users u where h.id = ? and h.status = 'approved' and h.expires_at > now() and u.id = h.user_id
  returning h.status, h.device, h.tenant_id as "tenantId", u.email, u.first_name as "firstName",
            u.last_name as "lastName", u.is_active as "isActive", u.is_operator as "isOperator"`;

/** Whether the person may still sign in is asked now, not when they approved; null where they may not. */
async function open(em: EntityManager, ctx: Context, { id, userId }: Waiting): Promise<Handed | null> {
  await takeAccountTurn(em, userId);
  const [taken] = await em.execute<Taken[]>(TAKE, [id]);
  if (taken?.status !== 'completed') return null;
  const { device, tenantId, ...user } = taken;
  const tenant = tenantId ? await tenantOf(em, userId, tenantId) : null;
  const origin = { userAgent: `portolan on ${device || 'a device'}`, address: ctx.request.address };
  const session = await ctx.services.sessions.create(em, { id: userId, proof: null }, origin, tenant?.id);
  const details = { name: device, sessionId: session.sessionId };
  const event = { actorUserId: userId, entityType: 'hand_over', entityId: id, details };
  await recordEvent(em, ctx, { action: 'auth:completeHandOver', ...event });
  return { user: { ...user, id: userId }, session, tenant };
}

async function tenantOf(em: EntityManager, userId: string, tenantId: string): Promise<MyTenant | null> {
  const [tenant] = await em.execute<MyTenant[]>(
    `select t.id, t.name, t.slug from memberships m join tenants t on t.id = m.tenant_id and t.status = 'active'
     where m.tenant_id = ? and m.user_id = ? and m.is_active`,
    [tenantId, userId],
  );
  return tenant ?? null;
}

function nothingHere(): AppError {
  return new AppError('NOT_FOUND', 'Nothing waits here to be approved: begin again');
}

/** RFC 8628 calls it `slow_down`. */
function tooSoon(wait: number): AppError {
  const message = 'Asked too soon; wait a while between two questions';
  const details = [{ path: '', code: 'slow_down', message }];
  return new AppError('RATE_LIMITED', message, { retryAfter: Math.max(1, Math.ceil(wait)), details });
}
