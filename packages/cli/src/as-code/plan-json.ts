import type { Io } from '../io.ts';
import type { Change, Plan } from './change.ts';
import { missingOf, variablesNeeded } from './read-variables.ts';

/** A plan for programs. Values are those of the config and of the hub, and no secret is among them. */
export function planJson(plan: Plan, env: Io['env']) {
  const needed = variablesNeeded(plan);
  return {
    changes: plan.changes.map(changeJson),
    leftOver: plan.leftOver,
    waits: plan.waits,
    obstacles: plan.obstacles,
    lacking: plan.lacking,
    variables: [...needed.keys()],
    missing: missingOf(needed, env),
  };
}

export function changeJson({ kind, action, tenant, name, fields, ...rest }: Change) {
  return { kind, action, tenant, name, ...('id' in rest ? { id: rest.id } : {}), fields };
}
