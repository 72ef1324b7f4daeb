import type { Client, Outputs } from '@portolan/client';
import type { Connection } from '@portolan/contract';
import type { Change, ChangeOf } from './change.ts';
import { isAsTold } from './connection-fields.ts';
import { nameKey } from './names.ts';
import type { Refusal } from './refusal.ts';
import { type RoleVersions, roleKey } from './role-versions.ts';

type Role = Outputs['roles']['get'];

/**
 * Whether what was refused is as it should be all the same. A run that is killed leaves changes under way: the next one may
 * have read the hub before they were done.
 */
export async function isSettled(hub: Client, change: Change, refusal: Refusal, roles: RoleVersions): Promise<boolean> {
  if (change.action === 'delete') return refusal.code === 'NOT_FOUND';
  switch (change.kind) {
    case 'tenant':
      return change.action === 'create' && isTenantThere(hub, change);
    case 'role':
      return isRoleSo(hub, change, roles);
    case 'members':
      return isHeldSo(hub, change, roles);
    case 'connection':
      return change.action === 'create' ? isThere(hub, change) : isSo(hub, change);
    case 'monitoring':
      return false;
  }
}

async function isTenantThere(hub: Client, { input, tenant }: ChangeOf<'tenant', 'create'>): Promise<boolean> {
  const { status, name } = await hub.tenants.get.query({ slug: tenant });
  return status === 'active' && name === input.name;
}

async function isRoleSo(
  hub: Client,
  change: ChangeOf<'role', 'create' | 'update'>,
  roles: RoleVersions,
): Promise<boolean> {
  const { input } = change;
  const role =
    change.action === 'update' ? await hub.roles.get.query({ id: change.id }) : await named(hub, change.name);
  if (!role) return false;
  const { name = role.name, description = role.description, permissionIds } = input;
  const permissions = role.permissions.map(({ id }) => id).sort();
  const isSame = role.name === name && (role.description ?? null) === (description || null);
  if (!isSame || JSON.stringify(permissionIds ?? permissions) !== JSON.stringify(permissions)) return false;
  roles.set(roleKey(change), role);
  return true;
}

async function named(hub: Client, name: string): Promise<Role | null> {
  for await (const role of hub.roles.list.each()) {
    if (nameKey(role.name) === nameKey(name)) return hub.roles.get.query({ id: role.id });
  }
  return null;
}

async function isHeldSo(hub: Client, change: ChangeOf<'members'>, roles: RoleVersions): Promise<boolean> {
  const id = change.role.isNew ? (await named(hub, change.name))?.id : change.role.id;
  if (id === undefined) return false;
  const { userIds, updatedAt } = await hub.roles.users.query({ id });
  if (JSON.stringify([...userIds].sort()) !== JSON.stringify([...change.userIds].sort())) return false;
  roles.set(roleKey(change), { id, updatedAt });
  return true;
}

async function isThere(hub: Client, { input, name, credential }: ChangeOf<'connection', 'create'>): Promise<boolean> {
  const found: Connection[] = [];
  for await (const one of hub.connections.list.each({ search: name })) if (one.name === name) found.push(one);
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 && isAsTold(input, only) && isUsable(only, credential);
}

async function isSo(hub: Client, change: ChangeOf<'connection', 'update'>): Promise<boolean> {
  // Whoever asks for a secret to be sent wants no other one.
  if (change.isAsked) return false;
  const found = await hub.connections.get.query({ id: change.id });
  return isAsTold(change.input, found) && isUsable(found, change.credential);
}

function isUsable({ credentialState }: Connection, credential: object | null | undefined): boolean {
  if (credential === undefined) return true;
  return credentialState === (credential === null ? 'none' : 'ready');
}
