import type { ApiKeyPage, ListServiceAccountKeysInput } from '@portolan/contract';
import { listMemberKeys } from '../api-keys/index.ts';
import type { TenantContext } from '../context.ts';
import { getServiceAccount } from './get-service-account.ts';

/** The keys of a service account that are not revoked, the newest first. */
export async function listServiceAccountKeys(
  ctx: TenantContext,
  { id, ...paging }: ListServiceAccountKeysInput,
): Promise<ApiKeyPage> {
  const account = await getServiceAccount(ctx, { id });
  return listMemberKeys(ctx, account.id, paging);
}
