import type { MonitoringDefaults } from '@portolan/contract';
import type { TenantPlan } from './tenant-plan.ts';

/** Plans how connections are watched that have no settings of their own. */
export function planMonitoring({ desired, state, add }: TenantPlan): void {
  const [after, before] = [desired.monitoring, state.monitoring];
  if (!after) return;
  const keys = Object.keys(after) as (keyof MonitoringDefaults)[];
  const fields = keys
    .filter((key) => before?.[key] !== after[key])
    .map((name) => ({ name, before: before?.[name], after: after[name] }));
  if (fields.length === 0) return;
  add({
    kind: 'monitoring',
    action: 'update',
    tenant: desired.slug,
    name: 'defaults',
    needs: ['monitoring:manage'],
    fields,
    before,
    input: after,
  });
}
