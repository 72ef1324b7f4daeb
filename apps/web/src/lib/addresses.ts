import { currentTenant } from './tenant-choice.ts';

type Section =
  | 'connections'
  | 'incidents'
  | 'search'
  | 'users'
  | 'roles'
  | 'invitations'
  | 'api-keys'
  | 'service-accounts'
  | 'notifications'
  | 'vms'
  | 'audit';

/** A page inside a tenant, as it is called there. */
export type TenantPath = '/' | `/${Section}` | `/${Section}/${string}` | `/${Section}?${string}`;

/**
 * The address of a page inside a tenant: every link and every step there is made by this. What it leads to depends on
 * nothing else, so that a tab stays in its tenant and a link opens for whoever may see it.
 */
export function inTenant(path: TenantPath, slug = currentTenant()): string {
  // Without a tenant at hand the address finds one by itself.
  if (slug === null) return path;
  return path === '/' ? `/t/${slug}` : `/t/${slug}${path}`;
}

/** The tenant in an address: a slug, if it is one of a tenant at all. Null for pages outside of tenants. */
export function tenantIn(address: string): string | null {
  return /^\/t\/([^/?#]+)/.exec(address)?.[1] ?? null;
}
