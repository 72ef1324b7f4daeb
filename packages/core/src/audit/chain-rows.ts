import type { ChainedEvent } from './event-hash.ts';

/** A row of the audit log as its hash is made from: times to the microsecond, numbers as numbers. */
export const CHAIN_COLUMNS = `
  id, tenant_id as "tenantId", actor_user_id as "actorUserId", actor_api_key_id as "actorApiKeyId", action, outcome,
  entity_type as "entityType", entity_id as "entityId", details, request_id as "requestId", address,
  to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "createdAt",
  seq::float8 as seq, hash, key_id as "keyId"`;

/** One that stands outside of the chain has no place, hash and key. */
export type ChainRow = Omit<ChainedEvent, 'seq' | 'keyId'> & {
  seq: number | null;
  hash: string | null;
  keyId: string | null;
};

/** The event that a row tells of, without its hash. */
export function eventOf({ hash: _, ...event }: ChainRow, place: { seq: number; keyId: string }): ChainedEvent {
  return { ...event, ...place };
}
