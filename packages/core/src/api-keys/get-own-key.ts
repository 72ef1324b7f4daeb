import { type ApiKeySelf, PERMISSIONS } from '@portolan/contract';
import type { ApiKeyRow } from '@portolan/db';
import type { CallerContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { toApiKey } from './view.ts';

type Row = Pick<ApiKeyRow, 'id' | 'name' | 'permissionIds' | 'createdAt' | 'userId' | 'generation'> & {
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  formerUntil: Date | null;
  email: string | null;
  ownerName: string;
};

/** $1 tenant, $2 key. */
const selfStatement = {
  name: 'api-keys-self',
  text: `
    select r.* from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
    cross join lateral (
      select k.id, k.name, k.permission_ids as "permissionIds", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
        k.created_at as "createdAt", k.user_id as "userId", k.generation, k.former_until as "formerUntil", u.email,
        coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), u.email) as "ownerName"
      from api_keys k join users u on u.id = k.user_id
      where k.tenant_id = scope.tenant_id and k.id = $2 and k.revoked_at is null offset 0
    ) r`,
};

/** What the key is that asks. Whoever signed in asks who they are elsewhere. */
export async function getOwnKey(ctx: CallerContext): Promise<ApiKeySelf> {
  const { credential, tenant, permissions } = ctx.principal;
  if (credential.kind !== 'apiKey')
    throw new AppError('FORBIDDEN', 'This tells an API key what it is; you are signed in, so ask for /api/v1/users/me');
  // Whoever named a tenant that is not the key's has none here.
  if (!tenant) throw new AppError('FORBIDDEN', 'You are not a member of this tenant', { crossTenant: true });
  const [row] = await ctx.services.db.read<Row>(selfStatement, [tenant.id, credential.apiKeyId]);
  if (!row) throw new AppError('UNAUTHORIZED', 'Sign in first');
  const { id, name, prefix, permissionIds, expiresAt, createdAt } = toApiKey(row);
  const isFormer = credential.generation < row.generation;
  const formerUntil = row.formerUntil?.toISOString() ?? null;
  return {
    id,
    name,
    prefix,
    permissionIds,
    allowed: PERMISSIONS.filter((permission) => permissions.has(permission)),
    owner: {
      type: row.email === null ? 'service_account' : 'user',
      id: row.userId,
      name: row.ownerName,
      isActive: true,
      email: row.email,
    },
    tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name },
    secret: isFormer ? 'former' : 'current',
    expiresAt,
    worksUntil: isFormer ? earlier(formerUntil, expiresAt) : expiresAt,
    createdAt,
  };
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
