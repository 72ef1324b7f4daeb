import type { Client } from '@portolan/client';
import type { Permission } from '@portolan/contract';
import { readConnections } from './read-connections.ts';
import type { MemberState, RoleState, TenantState } from './state.ts';
import type { WantedReads } from './wanted-reads.ts';

const AGAIN = 3;

/** What the tenant of a client holds. */
export async function readTenant(
  hub: Client,
  permissions: readonly Permission[],
  wanted: WantedReads,
): Promise<Omit<TenantState, 'status' | 'name'>> {
  const [roles, members, connections, monitoring] = await Promise.all([
    wanted.roles ? readRoles(hub, wanted.holders) : null,
    wanted.members ? readMembers(hub) : null,
    wanted.connections ? readConnections(hub) : null,
    wanted.monitoring ? hub.health.defaults.query() : null,
  ]);
  return { isMember: true, permissions: new Set(permissions), roles, members, connections, monitoring };
}

async function readRoles(hub: Client, withHolders: boolean): Promise<RoleState[]> {
  const ids: string[] = [];
  for await (const { id } of hub.roles.list.each()) ids.push(id);
  return Promise.all(ids.map((id) => readRole(hub, id, withHolders)));
}

/** What a role is and who holds it at one moment: its version moves with either. */
async function readRole(hub: Client, id: string, withHolders: boolean, left = AGAIN): Promise<RoleState> {
  const [role, users] = await Promise.all([
    hub.roles.get.query({ id }),
    withHolders ? hub.roles.users.query({ id }) : null,
  ]);
  if (users && users.updatedAt !== role.updatedAt && left > 0) return readRole(hub, id, withHolders, left - 1);
  const { name, description, isSystemRole: isSystem, userCount, updatedAt } = role;
  const permissions = role.permissions.map((one) => one.id).sort();
  return { id, name, description, permissions, isSystem, userCount, updatedAt, holders: users?.userIds ?? null };
}

async function readMembers(hub: Client): Promise<MemberState[]> {
  const members: MemberState[] = [];
  for await (const { id, email, roleIds } of hub.users.list.each()) members.push({ id, email, roleIds });
  return members;
}
