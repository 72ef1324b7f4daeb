import { MONITORING_DEFAULTS, PERMISSIONS, SYSTEM_ROLES } from '@portolan/contract';
import type { Plan, PlanOptions } from './change.ts';
import type { DesiredTenant } from './desired.ts';
import { emailKey } from './names.ts';
import { planConnections } from './plan-connections.ts';
import { planMembers } from './plan-members.ts';
import { planMonitoring } from './plan-monitoring.ts';
import { planRoleDeletes, planRoles } from './plan-roles.ts';
import type { HubState, TenantState } from './state.ts';
import type { TenantPlan } from './tenant-plan.ts';
import { permissionsToRead, wantedReads } from './wanted-reads.ts';

export function planTenant(plan: Plan, desired: DesiredTenant, hub: HubState, options: PlanOptions): void {
  const known = hub.tenants.get(desired.slug);
  if (!known) throw new Error(`Nothing was read of ${desired.slug}`);
  const { slug: tenant, place } = desired;
  const block = (at: string, message: string) => void plan.obstacles.push({ place: at, tenant, message });
  const state = known.status === 'active' ? known : planArrival(plan, desired, known, hub, block);
  if (!state) return;
  if (!isOpen(desired, state, hub, block)) return;
  const context: TenantPlan = {
    plan,
    desired,
    state,
    options,
    block,
    lack: (at, message) => void plan.lacking.push({ place: at, tenant, message }),
    wait: (at, message) => void plan.waits.push({ place: at, tenant, message }),
    add(change) {
      plan.changes.push(change);
      const lacking = change.needs.filter((one) => !state.permissions.has(one));
      if (lacking.length > 0) context.lack(place, `you may not: that needs ${lacking.join(' and ')} in ${tenant}`);
    },
  };
  const roles = planRoles(context);
  planMembers(context, roles);
  planRoleDeletes(context, roles);
  planConnections(context);
  planMonitoring(context);
}

/** Whether the caller may look at all that the config speaks of. */
function isOpen(
  desired: DesiredTenant,
  state: TenantState,
  hub: HubState,
  block: (place: string, message: string) => void,
): boolean {
  const { place, slug, name } = desired;
  if (name !== undefined && state.name !== null && state.name !== name) {
    block(`${place}.name`, `the hub calls it ${JSON.stringify(state.name)}, and tenants are not renamed`);
  }
  const reads = permissionsToRead(wantedReads(desired));
  if (reads.length > 0 && !state.isMember) {
    block(place, `${hub.caller.email} is no member of ${slug}: what is in it is for its members to change`);
    return false;
  }
  const lacking = [...new Set(reads)].filter((one) => !state.permissions.has(one));
  if (lacking.length > 0) block(place, `you may not look: that needs ${lacking.join(' and ')} in ${slug}`);
  return lacking.length === 0;
}

/** A tenant that is not there yet, as it will be; null where nothing can be told of it. */
function planArrival(
  plan: Plan,
  { slug, place, name = slug, adminEmail, ...rest }: DesiredTenant,
  known: TenantState,
  { caller }: HubState,
  block: (place: string, message: string) => void,
): TenantState | null {
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
    const isSpoken = permissionsToRead(wantedReads({ slug, place, name, adminEmail, ...rest })).length > 0;
    if (isSpoken) plan.waits.push({ place, tenant: slug, message: 'what is in it can be told once it is restored' });
    return null;
  }
  const input = { name, slug, ...(adminEmail === undefined ? {} : { adminEmail }) };
  const fields = Object.entries(input).map(([key, after]) => ({ name: key, before: undefined, after }));
  plan.changes.push({ ...common, action: 'create', name, fields, input });
  const isOwn = adminEmail === undefined || emailKey(adminEmail) === emailKey(caller.email);
  if (isOwn) return bornWith(name, caller);
  // Whoever is invited is its first member, and nobody else has a part in it.
  const isSpoken = permissionsToRead(wantedReads({ slug, place, name, adminEmail, ...rest })).length > 0;
  if (isSpoken) plan.waits.push({ place, tenant: slug, message: `what is in it is for ${adminEmail} to apply` });
  return null;
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
