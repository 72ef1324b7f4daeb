import type { AuditAction, AuditOutcome } from '@portolan/contract';
import { databaseStateOf, type EntityManager } from '@portolan/db';
import type { Context, Principal, TenantRef } from '../context.ts';
import { AppError } from '../errors.ts';
import { isHeld } from '../held-transactions.ts';
import type { Right } from '../right.ts';
import { storable, storableText } from './canonical-json.ts';
import { INSTALLATION_CHAIN, lockChain } from './chain.ts';
import { type ChainedEvent, eventHash } from './event-hash.ts';

export interface AuditEntry {
  /** `feature:verb`, as `connections:create`. */
  action: AuditAction;
  outcome?: AuditOutcome;
  entityType?: string;
  entityId?: string;
  /** What was asked for, with `before` and `after` where something changed; never a secret. */
  details?: Record<string, unknown>;
  /** Where the actor is not the caller: a sign-in has none before it succeeds. */
  actorUserId?: string;
  /** Where the event belongs to another tenant than the caller's. */
  tenantId?: string;
}

type Acting = Context & { principal?: Principal | null; right?: Right; tenant?: TenantRef };

/**
 * Adds the audit event of a change to its chain, inside the transaction of the change: without the event there is no
 * change. The head of the chain stays locked until that transaction ends, so this comes last in it. What a known caller
 * did was allowed in this very transaction: one that does not hold their right is refused.
 */
export function recordEvent(em: EntityManager, ctx: Acting, entry: AuditEntry): Promise<void> {
  return recordEvents(em, ctx, [entry]);
}

/** The same for a change of many things: an event each, in this order, all in one log. */
export async function recordEvents(em: EntityManager, ctx: Acting, entries: readonly AuditEntry[]): Promise<void> {
  const known = ctx.principal && ctx.right?.access !== 'public';
  if (known && entries.some(({ outcome }) => outcome !== 'denied') && !isHeld(em))
    throw new Error('A change by a known caller goes through mutate');
  await write(em, ctx, entries).catch(notRecorded);
}

/** A log that takes no events is the state of the database, and nobody's fault in the request: nothing was done. */
function notRecorded(error: unknown): never {
  if (databaseStateOf(error) || error instanceof AppError) throw error;
  const message = 'The audit log takes no events, so nothing was done';
  const details = [{ path: '', code: 'audit_unavailable', message }];
  throw new AppError('UNAVAILABLE', message, { retryAfter: 10, details, cause: error });
}

async function write(em: EntityManager, ctx: Acting, entries: readonly AuditEntry[]): Promise<void> {
  const { keyring, jobs } = ctx.services;
  const tenantId = entries[0]?.tenantId ?? ctx.tenant?.id ?? null;
  let { seq, hash } = await lockChain(em, tenantId ?? INSTALLATION_CHAIN);
  for (const entry of entries) {
    const event = toEvent(ctx, entry, { tenantId, seq: ++seq, keyId: keyring.current.id });
    hash = await eventHash(keyring.current.audit, hash, event);
    await append(em, event, hash);
  }
  if (tenantId) await jobs.mirrorActivity(em, tenantId);
  if (ctx.request.agent) ctx.request.agent.isRecorded = true;
}

type Place = Pick<ChainedEvent, 'tenantId' | 'seq' | 'keyId'>;

function toEvent(ctx: Acting, entry: AuditEntry, place: Place): ChainedEvent {
  const credential = ctx.principal?.credential;
  return {
    ...place,
    id: crypto.randomUUID(),
    actorUserId: entry.actorUserId ?? ctx.principal?.userId ?? null,
    actorApiKeyId: credential?.kind === 'apiKey' ? credential.apiKeyId : null,
    action: entry.action,
    outcome: entry.outcome ?? 'success',
    entityType: entry.entityType ?? null,
    // A caller may spell a UUID in capitals; the database never does.
    entityId: entry.entityId?.toLowerCase() ?? null,
    details: storable(detailsOf(ctx, entry)),
    requestId: storableText(ctx.request.id),
    address: storableText(ctx.request.address),
    createdAt: new Date().toISOString().replace('Z', '000Z'),
  };
}

/** Where an agent has acted for somebody, its name goes along. */
function detailsOf({ request: { agent } }: Acting, { details }: AuditEntry): AuditEntry['details'] {
  return agent ? { ...details, via: 'mcp', agent: agent.name, tool: agent.tool } : details;
}

/** One statement moves the head and writes the event: neither is ever there without the other. */
async function append(em: EntityManager, event: ChainedEvent, hash: string): Promise<void> {
  const { details } = event;
  await em.execute(
    `with head as (update audit_chains set seq = seq + 1, hash = ? where id = ? returning seq)
     insert into audit_events (
       id, tenant_id, actor_user_id, actor_api_key_id, action, outcome, entity_type, entity_id,
       details, request_id, address, created_at, seq, hash, key_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, (select seq from head), ?, ?)`,
    [
      hash,
      event.tenantId ?? INSTALLATION_CHAIN,
      event.id,
      event.tenantId,
      event.actorUserId,
      event.actorApiKeyId,
      event.action,
      event.outcome,
      event.entityType,
      event.entityId,
      details === null ? null : JSON.stringify(details),
      event.requestId,
      event.address,
      event.createdAt,
      hash,
      event.keyId,
    ],
    'run',
  );
}
