import type { ListedApiKey } from '@portolan/contract';
import type { ApiKeyRow } from '@portolan/db';
import { type PageParts, pageStatement } from '../paged-read.ts';
import { toApiKey } from './view.ts';

export interface ListedKeyRow extends Pick<ApiKeyRow, 'id' | 'name' | 'permissionIds' | 'createdAt' | 'userId'> {
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  rotatedAt: Date | null;
  formerUntil: Date | null;
  formerLastUsedAt: Date | null;
  lastUsedFrom: string | null;
  ownerEmail: string | null;
  ownerName: string;
  ownerIsActive: boolean;
  makerId: string | null;
  makerEmail: string | null;
  makerIsActive: boolean | null;
}

const keys = {
  columns: `
    k.id, k.name, k.permission_ids as "permissionIds", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
    k.created_at as "createdAt", k.rotated_at as "rotatedAt",
    case when k.former_until > now() then k.former_until end as "formerUntil",
    (select u.address from api_key_uses u where u.api_key_id = k.id order by u.day desc, u.last_at desc limit 1) as "lastUsedFrom",
    (select max(u.last_at) from api_key_uses u where u.api_key_id = k.id and u.generation = k.generation - 1) as "formerLastUsedAt",
    k.user_id as "userId", o.email as "ownerEmail", m.is_active and o.is_active as "ownerIsActive",
    coalesce(nullif(concat_ws(' ', o.first_name, o.last_name), ''), o.email) as "ownerName",
    p.id as "makerId", p.email as "makerEmail", pm.is_active and p.is_active as "makerIsActive"`,
  from: 'api_keys k',
  joins: `
    join memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
    join users o on o.id = k.user_id
    left join memberships pm on pm.tenant_id = k.tenant_id and pm.user_id = k.made_by
    left join users p on p.id = pm.user_id`,
  where: 'k.tenant_id = scope.tenant_id and k.revoked_at is null',
  orderBy: 'k.created_at desc, k.id',
} satisfies PageParts;

/** $1 tenant, $2 limit, $3 offset. */
export const keyListStatement = pageStatement('api-keys-list', keys);

/** Those that work as one member alone, who is $4. */
export const memberKeyListStatement = pageStatement('api-keys-list-of', {
  ...keys,
  where: `${keys.where} and k.user_id = $4`,
});

export function toListedKey(row: ListedKeyRow): ListedApiKey {
  const isPerson = row.ownerEmail !== null;
  return {
    ...toApiKey(row),
    createdBy: isPerson ? { id: row.userId, email: row.ownerEmail ?? '', isActive: row.ownerIsActive } : makerOf(row),
    owner: {
      type: isPerson ? 'user' : 'service_account',
      id: row.userId,
      name: row.ownerName,
      isActive: row.ownerIsActive,
    },
    lastUsedFrom: row.lastUsedFrom || null,
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    formerUntil: row.formerUntil?.toISOString() ?? null,
    formerLastUsedAt: row.formerUntil ? (row.formerLastUsedAt?.toISOString() ?? null) : null,
  };
}

function makerOf({ makerId, makerEmail, makerIsActive }: ListedKeyRow): ListedApiKey['createdBy'] {
  return makerId && makerEmail ? { id: makerId, email: makerEmail, isActive: makerIsActive ?? false } : null;
}
