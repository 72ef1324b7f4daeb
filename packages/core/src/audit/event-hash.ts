import { canonicalJson } from './canonical-json.ts';

/** Everything an event says: each column of its row but the hash itself. */
export interface ChainedEvent {
  id: string;
  tenantId: string | null;
  actorUserId: string | null;
  actorApiKeyId: string | null;
  action: string;
  outcome: string;
  entityType: string | null;
  entityId: string | null;
  details: unknown;
  requestId: string | null;
  address: string | null;
  /** ISO-8601 in UTC to the microsecond, as the database keeps it. */
  createdAt: string;
  seq: number;
  keyId: string;
}

const encoder = new TextEncoder();

/** HMAC-SHA-256 over the hash before and the event, as 64 hexadecimal digits. */
export async function eventHash(key: CryptoKey, previous: string, event: ChainedEvent): Promise<string> {
  const text = `${previous}\n${canonicalJson(event)}`;
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
