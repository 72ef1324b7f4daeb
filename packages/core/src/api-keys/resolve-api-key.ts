import type { Permission } from '@portolan/contract';
import type { Principal, Services } from '../context.ts';
import { equalConstantTime, sha256 } from '../crypto/hash.ts';
import type { ApiKeyCredential } from '../ports/index.ts';
import { type KeyRow, keyStatement } from './key-statement.ts';
import { parseKey } from './key-text.ts';
import { noteUse } from './note-use.ts';

/**
 * The principal of an API key: its owner, at work in the key's tenant, with what both the key and its owner may do
 * now. Null for a key that is wrong, revoked, expired or rotated out, or whose owner lost their place in the tenant.
 */
export async function resolveApiKey(services: Services, token: string, address: string): Promise<Principal | null> {
  const parsed = parseKey(token);
  if (!parsed) return null;
  const read = () => readKey(services, parsed.id);
  const row = await services.db.remembered.remember(`key:${parsed.id}`, read, scopesOf);
  if (!row || (row.expiresAt && row.expiresAt.getTime() <= Date.now())) return null;
  const generation = generationOf(row, await sha256(parsed.secret));
  if (generation === null || !isCurrent(row, generation)) return null;
  noteUse(services, { tenantId: row.tenantId as string, apiKeyId: row.apiKeyId, generation, address });
  return toPrincipal(row, generation);
}

/** The same for a key that has proven itself before: whom it speaks for now, if anybody. */
export async function resolveProvenKey(services: Services, proven: ApiKeyCredential): Promise<Principal | null> {
  const row = await readKey(services, proven.apiKeyId);
  return row && isCurrent(row, proven.generation) ? toPrincipal(row, proven.generation) : null;
}

async function readKey({ db }: Services, apiKeyId: string): Promise<KeyRow | undefined> {
  const [row] = await db.read<KeyRow>(keyStatement, [apiKeyId]);
  return row;
}

function scopesOf(row: KeyRow | undefined): string[] | null {
  return row ? [`user:${row.userId}`, `tenant:${row.tenantId}`] : null;
}

/** Which of the key's secrets this is, if any; both are compared, whichever it is. */
function generationOf({ secretHash, formerHash, generation }: KeyRow, hash: string): number | null {
  const isPresent = equalConstantTime(secretHash, hash);
  const isFormer = equalConstantTime(formerHash ?? '', hash);
  if (isPresent) return generation;
  return isFormer ? generation - 1 : null;
}

function isCurrent(row: KeyRow, generation: number): boolean {
  if (generation === row.generation) return true;
  return generation === row.generation - 1 && row.formerUntil !== null && row.formerUntil.getTime() > Date.now();
}

function toPrincipal(row: KeyRow, generation: number): Principal {
  const held = new Set((row.permissions ?? '').split(','));
  const given = row.keyPermissions.split(',') as Permission[];
  return {
    userId: row.userId,
    credential: { kind: 'apiKey', apiKeyId: row.apiKeyId, generation },
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    isOperator: false,
    tenant: { id: row.tenantId as string, slug: row.tenantSlug as string, name: row.tenantName as string },
    permissions: new Set(given.filter((permission) => held.has(permission))),
  };
}
