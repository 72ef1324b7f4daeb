import { type ListUsersInput, type TenantUserPage, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { type MemberListRow, type MemberRow, membersStatement, toTenantUser } from './member-statement.ts';

/** $1 tenant, $2 limit, $3 offset. */
export const memberListStatement = membersStatement(false);
const searched = membersStatement(true);

/** The members of the tenant by e-mail address, inactive ones included. */
export async function listUsers(ctx: TenantContext, input: ListUsersInput): Promise<TenantUserPage> {
  const { page, pageSize, offset } = toPage(input);
  const pattern = likePattern(input.search);
  const values = [ctx.tenant.id, pageSize, offset];
  const { db } = ctx.services;
  const rows = await (pattern === null
    ? db.read<MemberListRow>(memberListStatement, values)
    : db.read<MemberListRow>(searched, [...values, pattern]));
  const items = rows.filter((row) => row.id !== null).map((row) => toTenantUser(row as MemberRow));
  return { items, total: rows[0]?.total ?? 0, page, limit: pageSize };
}
