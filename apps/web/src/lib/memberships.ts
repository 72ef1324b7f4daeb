import type { Me, MyTenant } from '@portolan/contract';
import { toFailure } from './app-error.ts';
import { api } from './client.ts';
import { chooseTenant, currentTenant, forgetTenant, rememberTenant } from './tenant-choice.ts';

const PAGE = 100;

export interface Memberships {
  me: Me;
  tenants: MyTenant[];
  /** Null for a user who belongs to no tenant. */
  tenant: MyTenant | null;
}

/** Who the user is, where they belong and what they may do in the tenant at hand. */
export async function loadMemberships(): Promise<Memberships> {
  const remembered = currentTenant();
  try {
    // One request: with a remembered tenant that still holds, nothing else is needed.
    const [me, tenants] = await Promise.all([api.auth.me.query(), loadTenants()]);
    const tenant = chooseTenant(tenants, remembered);
    if (!tenant) forgetTenant();
    else rememberTenant(tenant.slug);
    const stands = tenant === null || tenant.slug === remembered;
    return { me: stands ? me : await api.auth.me.query(), tenants, tenant };
  } catch (error) {
    const lost = ['FORBIDDEN', 'NOT_FOUND', 'TENANT_REQUIRED', 'VALIDATION_ERROR'].includes(toFailure(error).code);
    if (!lost || !remembered) throw error;
    forgetTenant();
    return loadMemberships();
  }
}

async function loadTenants(): Promise<MyTenant[]> {
  const first = await api.tenants.mine.query({ limit: PAGE });
  const tenants = [...first.items];
  for (let page = 2; tenants.length < first.total; page += 1) {
    const next = await api.tenants.mine.query({ page, limit: PAGE });
    if (next.items.length === 0) break;
    tenants.push(...next.items);
  }
  return tenants;
}
