import type { Change, Plan, PlanOptions, Remark } from './change.ts';
import type { DesiredTenant } from './desired.ts';
import { planTenant } from './plan-tenant.ts';
import type { HubState } from './state.ts';

/** What comes first: tenants, roles, who holds them, connections, monitoring; then what goes, the other way round. */
const ORDER: readonly `${Change['kind']} ${Change['action']}`[] = [
  'tenant restore',
  'tenant create',
  'role update',
  'role create',
  'members update',
  'connection update',
  'connection create',
  'monitoring update',
  'connection delete',
  'role delete',
];
export const stageOf = ({ kind, action }: Change): number => ORDER.indexOf(`${kind} ${action}`);

/** What has to change for a hub to be as a config wants it. */
export function planHub(desired: readonly DesiredTenant[], state: HubState, options: PlanOptions): Plan {
  const plan: Plan = { changes: [], leftOver: [], obstacles: [], lacking: [], waits: [] };
  for (const tenant of desired) planTenant(plan, tenant, state, options);
  // Sorting keeps the order of equals: that of the config.
  plan.changes.sort((a, b) => stageOf(a) - stageOf(b));
  plan.obstacles = unique(plan.obstacles);
  plan.lacking = unique(plan.lacking);
  return plan;
}

function unique(all: readonly Remark[]): Remark[] {
  return [...new Map(all.map((one) => [JSON.stringify([one.place, one.message]), one])).values()];
}
