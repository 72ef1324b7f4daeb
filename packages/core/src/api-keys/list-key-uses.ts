import { type ApiKeyUse, type ApiKeyUsePage, type ListKeyUsesInput, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { notInTenant } from '../not-in-tenant.ts';
import { pageStatement, readPage } from '../paged-read.ts';
import { assertMayManage, whoseIs } from './may-manage.ts';

interface Row {
  id: string;
  address: string;
  behind: number;
  firstAt: Date;
  lastAt: Date;
}

/** $4 is the key. */
const usesStatement = pageStatement('api-keys-uses', {
  columns: `
    to_char(u.day, 'YYYY-MM-DD') as id, u.address, k.generation - u.generation as behind,
    u.first_at as "firstAt", u.last_at as "lastAt"`,
  from: 'api_key_uses u',
  joins: 'join api_keys k on k.id = u.api_key_id',
  where: 'u.tenant_id = scope.tenant_id and u.api_key_id = $4',
  orderBy: 'u.day desc, u.last_at desc, u.address, u.generation',
});

/** On which days a key was used and from where, the last first. */
export async function listKeyUses(ctx: TenantContext, input: ListKeyUsesInput): Promise<ApiKeyUsePage> {
  await assertMayLook(ctx, input.id);
  const { page, pageSize: limit, offset } = toPage(input);
  const { rows, total } = await readPage<Row>(ctx, usesStatement, { limit, offset, more: [input.id] });
  return { items: rows.map(toUse), total, page, limit };
}

function assertMayLook(ctx: TenantContext, id: string): Promise<void> {
  return ctx.services.db.transaction({ tenantId: ctx.tenant.id }, async (em) => {
    const [key] = await em.execute<{ userId: string }[]>(
      'select user_id as "userId" from api_keys where id = ? and tenant_id = ? and revoked_at is null',
      [id, ctx.tenant.id],
    );
    if (!key) throw await notInTenant(em, ctx, { type: 'api_key', id });
    assertMayManage(ctx, id, await whoseIs(em, ctx, key.userId), {
      own: ['api_key:create', 'api_key:read'],
      service: ['service_account:read', 'api_key:read'],
      other: ['api_key:read'],
    });
  });
}

const SECRETS = ['current', 'former'] as const;

function toUse({ id, address, behind, firstAt, lastAt }: Row): ApiKeyUse {
  return {
    day: id,
    address: address || null,
    secret: SECRETS[behind] ?? 'earlier',
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}
