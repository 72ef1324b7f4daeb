import { type ListServiceAccountsInput, type ServiceAccountPage, toPage } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { likePattern } from '../like-pattern.ts';
import { readPage } from '../paged-read.ts';
import {
  type AccountRow,
  accountListStatement,
  accountSearchStatement,
  toServiceAccount,
} from './account-statement.ts';

/** The service accounts of the tenant by name, inactive ones included. */
export async function listServiceAccounts(
  ctx: TenantContext,
  input: ListServiceAccountsInput,
): Promise<ServiceAccountPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const pattern = likePattern(input.search);
  const { rows, total } = await (pattern === null
    ? readPage<AccountRow>(ctx, accountListStatement, { limit, offset })
    : readPage<AccountRow>(ctx, accountSearchStatement, { limit, offset, more: [pattern] }));
  return { items: rows.map(toServiceAccount), total, page, limit };
}
