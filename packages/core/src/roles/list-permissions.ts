import { type ListRolesInput, PERMISSION_CATALOGUE, type PermissionPage, toPage } from '@portolan/contract';

/** The catalogue: what a role can be made of, by module. All of it on one page unless a page is asked for. */
export function listPermissions(input: ListRolesInput): PermissionPage {
  const all = [...PERMISSION_CATALOGUE];
  const asked = input.page !== undefined || input.limit !== undefined || input.pageSize !== undefined;
  const { page, pageSize, offset } = asked ? toPage(input) : { page: 1, pageSize: all.length, offset: 0 };
  return { items: all.slice(offset, offset + pageSize), total: all.length, page, limit: pageSize };
}
