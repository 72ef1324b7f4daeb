import type { ServiceAccount } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import { byName } from '../by-name.ts';
import { type PageParts, pageStatement, SCOPE } from '../paged-read.ts';

export interface AccountRow {
  id: string;
  name: string;
  description: string | null;
  isActive: boolean;
  ownerId: string | null;
  ownerEmail: string | null;
  ownerName: string | null;
  ownerIsActive: boolean | null;
  roles: string[] | null;
  roleIds: string[] | null;
  keyCount: number;
  lastUsedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

function eachRole(column: string): string {
  return `(
    select array_agg(${column} order by r.is_system desc, ${byName('r.name')}, r.id)
    from membership_roles mr join roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
    where mr.tenant_id = s.tenant_id and mr.user_id = s.user_id)`;
}

const keys = 'from api_keys k where k.tenant_id = s.tenant_id and k.user_id = s.user_id and k.revoked_at is null';

const accounts = {
  columns: `
    s.user_id as id, s.name, s.description, m.is_active as "isActive", s.created_at as "createdAt",
    s.updated_at as "updatedAt", o.id as "ownerId", o.email as "ownerEmail",
    nullif(concat_ws(' ', o.first_name, o.last_name), '') as "ownerName", om.is_active and o.is_active as "ownerIsActive",
    ${eachRole('r.name')} as roles, ${eachRole('r.id::text')} as "roleIds",
    (select count(*)::int ${keys}) as "keyCount", (select max(k.last_used_at) ${keys}) as "lastUsedAt"`,
  from: 'service_accounts s join memberships m on m.tenant_id = s.tenant_id and m.user_id = s.user_id',
  joins: `
    left join memberships om on om.tenant_id = s.tenant_id and om.user_id = s.owner_id
    left join users o on o.id = om.user_id`,
  where: 's.tenant_id = scope.tenant_id and s.deleted_at is null',
  orderBy: `${byName('s.name')}, s.user_id`,
} satisfies PageParts;

/** $1 tenant, $2 limit, $3 offset. */
export const accountListStatement = pageStatement('service-accounts-list', accounts);

/** The same, with a pattern in $4. */
export const accountSearchStatement = pageStatement('service-accounts-search', {
  ...accounts,
  where: `${accounts.where} and ${byName("concat_ws(' ', s.name, s.description)")} ilike $4`,
});

/** One of them: $1 tenant, $2 its id. */
export const accountStatement: Statement = {
  name: 'service-accounts-get',
  text: `
    select r.*
    from ${SCOPE}
    cross join lateral (
      select ${accounts.columns} from ${accounts.from} ${accounts.joins} where ${accounts.where} and s.user_id = $2 offset 0
    ) r`,
};

export function toServiceAccount(row: AccountRow): ServiceAccount {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    isActive: row.isActive,
    owner: ownerOf(row),
    roles: row.roles ?? [],
    roleIds: row.roleIds ?? [],
    keyCount: row.keyCount,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function ownerOf({ ownerId, ownerEmail, ownerName, ownerIsActive }: AccountRow): ServiceAccount['owner'] {
  if (!ownerId || !ownerEmail) return null;
  return { id: ownerId, email: ownerEmail, name: ownerName, isActive: ownerIsActive ?? false };
}
