import type { Client } from '@portolan/client';
import { isClientError } from '@portolan/client';
import type { Permission } from '@portolan/contract';
import type { DesiredTenant } from './desired.ts';
import { readTenant } from './read-tenant.ts';
import type { HubState, TenantState } from './state.ts';
import { permissionsToRead, wantedReads } from './wanted-reads.ts';

/** A client that works in a tenant; without a name, in none or in that of its key. */
export type HubOf = (tenant?: string) => Promise<Client>;

const UNKNOWN: Omit<TenantState, 'status' | 'name'> = {
  isMember: false,
  permissions: new Set(),
  roles: null,
  members: null,
  connections: null,
  monitoring: null,
};

/** What a hub holds of the tenants that a config names. */
export async function readHub(hubOf: HubOf, desired: readonly DesiredTenant[]): Promise<HubState> {
  const hub = await hubOf();
  const [{ id, email, isOperator }, mine] = await Promise.all([hub.auth.me.query(), tenantsOf(hub)]);
  // The others are the operator's to know, and an API key is not one.
  const isElsewhere = desired.some(({ slug }) => !mine.has(slug));
  const all = isOperator && isElsewhere ? await settledTenants(hub, desired) : null;
  const states = desired.map(async (tenant): Promise<[string, TenantState]> => {
    const { slug } = tenant;
    const name = mine.get(slug);
    if (name !== undefined) return [slug, { ...(await readMine(hubOf, tenant)), status: 'active', name }];
    const { status = 'absent' as const, name: known = null } = all?.get(slug) ?? {};
    return [slug, { ...UNKNOWN, status, name: known }];
  });
  return { caller: { id, email, mayMakeTenants: all !== null }, tenants: new Map(await Promise.all(states)) };
}

async function readMine(hubOf: HubOf, tenant: DesiredTenant): Promise<Omit<TenantState, 'status' | 'name'>> {
  const hub = await hubOf(tenant.slug);
  const { permissions } = await hub.auth.me.query();
  const wanted = wantedReads(tenant);
  // Who may not even look is told so by the plan, by name.
  if (!mayRead(permissions, wanted)) return { ...UNKNOWN, isMember: true, permissions: new Set(permissions) };
  return readTenant(hub, permissions, wanted);
}

export const mayRead = (permissions: readonly Permission[], wanted: ReturnType<typeof wantedReads>): boolean =>
  permissionsToRead(wanted).every((one) => permissions.includes(one));

async function tenantsOf(hub: Client): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { slug, name } of hub.tenants.mine.each()) found.set(slug, name);
  return found;
}

const PAUSE_MS = 500;
const PAUSES = 30;

/** All tenants, once none that is spoken of is on its way: a run that was ended may have left one. */
async function settledTenants(
  hub: Client,
  desired: readonly DesiredTenant[],
  left = PAUSES,
): ReturnType<typeof allTenants> {
  const all = await allTenants(hub);
  const isUnderWay = desired.some(({ slug }) => all?.get(slug)?.status === 'provisioning');
  if (!isUnderWay || left === 0) return all;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  return settledTenants(hub, desired, left - 1);
}

async function allTenants(hub: Client): Promise<Map<string, Pick<TenantState, 'status' | 'name'>> | null> {
  const found = new Map<string, Pick<TenantState, 'status' | 'name'>>();
  try {
    for await (const { slug, name, status } of hub.tenants.list.each()) found.set(slug, { status, name });
  } catch (error) {
    // A key of an operator is not the operator.
    if (isClientError(error) && error.code === 'FORBIDDEN') return null;
    throw error;
  }
  return found;
}
