import type { Permission } from '@portolan/contract';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';
import type { HubOf } from './read-hub.ts';
import { readTenant } from './read-tenant.ts';
import type { TenantState } from './state.ts';

interface ReadTenant {
  slug: string;
  state: TenantState;
  /** What the caller would need to see the rest. */
  hidden: Permission[];
}

/** What the tenants hold that are named, or all of the caller, as far as the caller may see it. */
export async function readExport(hubOf: HubOf, wanted: 'all' | string | undefined): Promise<ReadTenant[]> {
  const mine: { id: string; slug: string; name: string }[] = [];
  for await (const one of (await hubOf()).tenants.mine.each()) mine.push(one);
  const isOnly = wanted === undefined && mine.length === 1;
  const chosen = wanted === 'all' || isOnly ? mine : mine.filter(({ id, slug }) => wanted === id || wanted === slug);
  if (chosen.length === 0) {
    const text =
      wanted === undefined || wanted === 'all'
        ? 'Name a tenant by --tenant, or give --all: `portolan tenants` lists yours.'
        : `You are a member of no tenant ${wanted}: \`portolan tenants\` lists yours.`;
    throw new Failure(text, EXIT.refused, 'NOT_FOUND');
  }
  return Promise.all(chosen.map(({ slug, name }) => readOne(hubOf, slug, name)));
}

async function readOne(hubOf: HubOf, slug: string, name: string): Promise<ReadTenant> {
  const hub = await hubOf(slug);
  const { permissions } = await hub.auth.me.query();
  const may = (permission: Permission) => permissions.includes(permission);
  const [seesRoles, seesUsers, seesConnections] = [may('role:read'), may('user:read'), may('connections:read')];
  const read = await readTenant(hub, permissions, {
    roles: seesRoles,
    holders: seesRoles && seesUsers,
    members: seesUsers,
    connections: seesConnections,
    monitoring: seesConnections,
  });
  const hidden = (['role:read', 'user:read', 'connections:read'] as const).filter((one) => !may(one));
  return { slug, state: { ...read, status: 'active', name }, hidden };
}
