import type { Plan, PlanOptions } from './change.ts';
import type { DesiredTenant } from './desired.ts';
import { planArrival } from './plan-arrival.ts';
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
