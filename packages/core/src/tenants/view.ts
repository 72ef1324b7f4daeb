import type { Tenant } from '@portolan/contract';
import type { TenantRow } from '@portolan/db';

export function toTenant(row: TenantRow): Tenant {
  const { id, name, slug, status, failure } = row;
  const view = { id, name, slug, status, createdAt: row.createdAt.toISOString() };
  return status === 'failed' && failure ? { ...view, failure } : view;
}
