import type { Permission } from '@portolan/contract';
import type { Principal, Services } from '../context.ts';
import { equalConstantTime, sha256 } from '../crypto/hash.ts';
import { type KeyRow, keyStatement } from './key-statement.ts';
import { parseKey } from './key-text.ts';

const USED_EVERY_MS = 60_000;

/**
 * The principal of an API key: its creator, at work in the key's tenant, with what both the key and its creator may do
 * now. Null for a key that is wrong, revoked or expired, or whose creator lost their place in the tenant.
 */
export async function resolveApiKey(services: Services, token: string): Promise<Principal | null> {
  const parsed = parseKey(token);
  if (!parsed) return null;
  const read = () => readKey(services, parsed.id);
  const row = await services.db.remembered.remember(`key:${parsed.id}`, read, scopesOf);
  if (!row || (row.expiresAt && row.expiresAt.getTime() <= Date.now())) return null;
  if (!equalConstantTime(row.secretHash, await sha256(parsed.secret))) return null;
  await noteUse(services, row);
  return toPrincipal(row);
}

/** The same for a key that has proven itself before: whom it speaks for now, if anybody. */
export async function resolveKeyId(services: Services, apiKeyId: string): Promise<Principal | null> {
  const row = await readKey(services, apiKeyId);
  return row ? toPrincipal(row) : null;
}

async function readKey({ db }: Services, apiKeyId: string): Promise<KeyRow | undefined> {
  const [row] = await db.read<KeyRow>(keyStatement, [apiKeyId]);
  return row;
}

function scopesOf(row: KeyRow | undefined): string[] | null {
  return row ? [`user:${row.userId}`, `tenant:${row.tenantId}`] : null;
}

function toPrincipal(row: KeyRow): Principal {
  const held = new Set((row.permissions ?? '').split(','));
  const given = row.keyPermissions.split(',') as Permission[];
  return {
    userId: row.userId,
    credential: { kind: 'apiKey', apiKeyId: row.apiKeyId },
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    isOperator: false,
    tenant: { id: row.tenantId as string, slug: row.tenantSlug as string, name: row.tenantName as string },
    permissions: new Set(given.filter((permission) => held.has(permission))),
  };
}

/** At most one write a minute, however often a key is used and by however many processes. */
async function noteUse({ db }: Services, row: KeyRow): Promise<void> {
  if (row.lastUsedAt && Date.now() - row.lastUsedAt.getTime() < USED_EVERY_MS) return;
  // The row may be one that is remembered: it is noted once.
  row.lastUsedAt = new Date();
  await db.transaction({ tenantId: row.tenantId as string }, (em) =>
    em.execute(
      // What the key is doing right now holds its row: no reason to wait, the next call notes it.
      `update api_keys set last_used_at = now() where id = (
         select id from api_keys
         where id = ? and (last_used_at is null or last_used_at <= now() - interval '1 minute')
         for no key update skip locked)`,
      [row.apiKeyId],
    ),
  );
}
