import { MONITORING_DEFAULTS, PERMISSIONS, SYSTEM_ROLES } from '@portolan/contract';
import type { Plan } from './change.ts';
import type { DesiredTenant } from './desired.ts';
import { emailKey } from './names.ts';
import type { HubState, TenantState } from './state.ts';
import { permissionsToRead, wantedReads } from './wanted-reads.ts';

/** A tenant that is not there yet, as it will be; null where nothing can be told of it. */
export function planArrival(
  plan: Plan,
  desired: DesiredTenant,
  known: TenantState,
  { caller }: HubState,
  block: (place: string, message: string) => void,
): TenantState | null {
  const { slug, place, name = slug, adminEmail } = desired;
  // Of what is in it, somebody else is told, or later.
  const wait = (message: string) => {
    if (permissionsToRead(wantedReads(desired)).length > 0) plan.waits.push({ place, tenant: slug, message });
    return null;
  };
  const common = { kind: 'tenant', tenant: slug, needs: [] } as const;
  if (known.status === 'provisioning' || known.status === 'failed') {
    const why = known.status === 'failed' ? 'could not be created: its operator sees why' : 'is being created just now';
    block(place, `${slug} ${why}`);
    return null;
  }
  if (!caller.mayMakeTenants) {
    block(place, `you have no tenant ${slug}, and only an operator who has signed in makes tenants`);
    return null;
  }
  if (known.status === 'deleted') {
    plan.changes.push({ ...common, action: 'restore', name: known.name ?? slug, fields: [] });
    return wait('what is in it can be told once it is restored');
  }
  const input = { name, slug, ...(adminEmail === undefined ? {} : { adminEmail }) };
  const fields = Object.entries(input).map(([key, after]) => ({ name: key, before: undefined, after }));
  plan.changes.push({ ...common, action: 'create', name, fields, input });
  const isOwn = adminEmail === undefined || emailKey(adminEmail) === emailKey(caller.email);
  // Whoever is invited is its first member, and nobody else has a part in it.
  return isOwn ? bornWith(name, caller) : wait(`what is in it is for ${adminEmail} to apply`);
}

/** What a tenant has from its beginning, where its maker is its admin. */
function bornWith(name: string, caller: HubState['caller']): TenantState {
  const roles = SYSTEM_ROLES.map((role) => ({
    id: '',
    name: role.name,
    description: role.description,
    permissions: [...role.permissions].sort(),
    isSystem: true,
    holders: role.key === 'admin' ? [caller.id] : [],
    userCount: 0,
    updatedAt: '',
  }));
  return {
    status: 'active',
    name,
    isMember: true,
    permissions: new Set(PERMISSIONS),
    roles,
    members: [{ id: caller.id, email: caller.email, roleIds: [] }],
    connections: [],
    monitoring: MONITORING_DEFAULTS,
  };
}
