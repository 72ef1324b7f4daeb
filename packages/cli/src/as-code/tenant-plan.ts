import type { Change, Plan, PlanOptions } from './change.ts';
import type { DesiredTenant } from './desired.ts';
import type { TenantState } from './state.ts';

/** One tenant's part of a plan. */
export interface TenantPlan {
  plan: Plan;
  desired: DesiredTenant;
  /** As it is now, or will be once the tenant is there. */
  state: TenantState;
  options: PlanOptions;
  add(change: Change): void;
  block(place: string, message: string): void;
  /** Something that the caller may not do, though others may. */
  lack(place: string, message: string): void;
  wait(place: string, message: string): void;
}
