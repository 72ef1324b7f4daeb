import type { Me, MyTenant } from '@portolan/contract';
import { toFailure } from './app-error.ts';
import { api } from './client.ts';
import { currentTenant, enterTenant, entryNumber } from './tenant-choice.ts';

const PAGE = 100;

export interface Memberships {
  me: Me;
  tenants: MyTenant[];
  /** The one that was asked for. Null where the user does not belong to it, or to none at all. */
  tenant: MyTenant | null;
  /** The slug that was asked for; null on pages outside of tenants. */
  asked: string | null;
  /** Which entry into a tenant this is. */
  entry: number;
}

/**
 * Who the user is, where they belong and what they may do in the tenant that they ask for; whoever asks for none gets
 * the one at hand, or the first.
 */
export async function loadMemberships(asked: string | null): Promise<Memberships> {
  const at = currentTenant();
  try {
    // One request: with a tenant that holds, nothing else is needed.
    const [me, tenants] = await Promise.all([api.auth.me.query(), loadTenants()]);
    const found = tenants.find(({ slug }) => slug === (asked ?? at));
    const tenant = found ?? (asked === null ? tenants[0] : undefined) ?? null;
    enterTenant(tenant?.slug ?? null);
    const stands = tenant === null || tenant.slug === at;
    return { me: stands ? me : await api.auth.me.query(), tenants, tenant, asked, entry: entryNumber() };
  } catch (error) {
    const lost = ['FORBIDDEN', 'NOT_FOUND', 'TENANT_REQUIRED', 'VALIDATION_ERROR'].includes(toFailure(error).code);
    if (!lost || at === null) throw error;
    enterTenant(null);
    return loadMemberships(asked);
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
