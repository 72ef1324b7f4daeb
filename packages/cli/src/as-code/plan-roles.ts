import type { Permission } from '@portolan/contract';
import type { FieldChange } from './change.ts';
import type { DesiredRole } from './desired.ts';
import { nameKey } from './names.ts';
import type { RoleState } from './state.ts';
import type { TenantPlan } from './tenant-plan.ts';

/** A role as it will be once a plan is applied; its state is null where the plan creates it. */
export interface PlannedRole {
  name: string;
  permissions: readonly Permission[];
  state: RoleState | null;
  /** Whether it is deleted in the end. */
  isGoing: boolean;
  /** How many members hold it in the end. */
  userCount: number;
}

/** Plans the roles of a tenant, and answers all that there will be, by the key of their names. */
export function planRoles(context: TenantPlan): Map<string, PlannedRole> {
  const { desired, state, block } = context;
  const present = new Map((state.roles ?? []).map((role) => [nameKey(role.name), role]));
  const planned = new Map<string, PlannedRole>();
  const taken = new Set<RoleState>();
  const named = new Set((desired.roles ?? []).map(({ name }) => nameKey(name)));
  for (const wanted of desired.roles ?? []) {
    const former = wanted.renamedFrom === null ? null : nameKey(wanted.renamedFrom);
    const found =
      present.get(nameKey(wanted.name)) ?? (former !== null && !named.has(former) ? present.get(former) : undefined);
    if (found?.isSystem) {
      block(`${wanted.place}.name`, `${found.name} is a system role, and those do not change`);
      continue;
    }
    if (found) taken.add(found);
    const { name, permissions } = wanted;
    const [role, userCount] = [found ?? null, found?.userCount ?? 0];
    planned.set(nameKey(name), { name, permissions, state: role, isGoing: false, userCount });
    if (found) updateRole(context, wanted, found);
    else createRole(context, wanted);
  }
  for (const role of state.roles ?? []) {
    if (taken.has(role)) continue;
    const isLeftOver = !role.isSystem && desired.roles !== undefined;
    planned.set(nameKey(role.name), { ...role, state: role, isGoing: isLeftOver && context.options.prune });
    if (isLeftOver) context.plan.leftOver.push({ tenant: desired.slug, kind: 'role', name: role.name, id: role.id });
  }
  return planned;
}

/** Plans the end of roles that are left over, once it is known who still holds them. */
export function planRoleDeletes({ desired, add, block }: TenantPlan, roles: ReadonlyMap<string, PlannedRole>): void {
  const { slug: tenant, place } = desired;
  for (const { name, state, isGoing, userCount } of roles.values()) {
    if (!isGoing || !state) continue;
    const fields = fieldsOf(state, { name: undefined, description: undefined, permissions: undefined });
    const { id, updatedAt: version } = state;
    add({ kind: 'role', action: 'delete', tenant, name, needs: ['role:delete'], fields, id, version });
    if (userCount > 0) block(`${place}.roles`, `${name} cannot be deleted: ${userCount} still hold it`);
  }
}

function createRole(context: TenantPlan, { name, description, permissions, place }: DesiredRole): void {
  const input = { name, permissionIds: [...permissions], ...(description == null ? {} : { description }) };
  const fields = fieldsOf(undefined, { name, description: description ?? undefined, permissions });
  context.add({
    kind: 'role',
    action: 'create',
    tenant: context.desired.slug,
    name,
    needs: ['role:create'],
    fields,
    input,
  });
  assertHeld(context, place, permissions);
}

function updateRole(context: TenantPlan, wanted: DesiredRole, found: RoleState): void {
  const { name, permissions, description = found.description, place } = wanted;
  const fields = fieldsOf(found, { name, description, permissions });
  if (fields.length === 0) return;
  const inputs = { name, description, permissionIds: [...permissions] };
  const changed = new Set(fields.map((one) => (one.name === 'permissions' ? 'permissionIds' : one.name)));
  context.add({
    kind: 'role',
    action: 'update',
    tenant: context.desired.slug,
    name,
    needs: ['role:update'],
    fields,
    id: found.id,
    version: found.updatedAt,
    input: Object.fromEntries(Object.entries(inputs).filter(([key]) => changed.has(key))),
  });
  assertHeld(context, place, [...permissions, ...found.permissions]);
}

/** Nobody gives, or changes, what goes beyond their own rights. */
function assertHeld({ state, lack }: TenantPlan, place: string, permissions: readonly Permission[]): void {
  const lacking = [...new Set(permissions)].filter((one) => !state.permissions.has(one));
  if (lacking.length > 0) lack(place, `you cannot grant what you do not hold yourself: ${lacking.join(', ')}`);
}

type Shown = { [K in 'name' | 'description' | 'permissions']: unknown };

function fieldsOf(before: Shown | undefined, after: Shown): FieldChange[] {
  return (['name', 'description', 'permissions'] as const).flatMap((name) => {
    const change = { name, before: before?.[name] ?? undefined, after: after[name] ?? undefined };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}
