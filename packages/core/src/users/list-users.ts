import { type ListUsersInput, type TenantUserPage, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { readPage } from '../paged-read.ts';
import { type MemberRow, memberListStatement, memberSearchStatement, toTenantUser } from './member-statement.ts';

/** The members of the tenant by e-mail address, inactive ones included. */
export async function listUsers(ctx: TenantContext, input: ListUsersInput): Promise<TenantUserPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const pattern = likePattern(input.search);
  const { rows, total } = await (pattern === null
    ? readPage<MemberRow>(ctx, memberListStatement, { limit, offset, countedBy: 'memberships' })
    : readPage<MemberRow>(ctx, memberSearchStatement, { limit, offset, more: [pattern] }));
  return { items: rows.map(toTenantUser), total, page, limit };
}
