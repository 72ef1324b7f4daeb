import type { Tenant } from '@portolan/contract';
import type { TenantRow } from '@portolan/db';

export function toTenant(row: TenantRow): Tenant {
  return { id: row.id, name: row.name, slug: row.slug, status: row.status, createdAt: row.createdAt.toISOString() };
}
