import type { Connection, MonitoringDefaults } from '@portolan/contract';
import { usualSnapshotRefresh } from '@portolan/contract';
import type { Change, Plan } from '../as-code/change.ts';
import { nameKey } from '../as-code/names.ts';
import type { RoleState, TenantState } from '../as-code/state.ts';
import { usualMonitoring } from '../as-code/watched-so.ts';

/** A connection with what it has of its own, which a hub does not tell. */
export type Simulated = Connection & { own?: Partial<Connection['monitoring']> | null };

/** What a tenant holds after the changes of a plan, by the rules of a hub. */
export function applied(before: TenantState, { changes }: Plan): TenantState {
  const state = {
    ...before,
    roles: [...(before.roles ?? [])],
    connections: [...(before.connections ?? [])] as Simulated[],
  };
  for (const change of changes) make(state, change);
  const { monitoring } = state;
  const connections = state.connections.map((one) => watched(one, monitoring as MonitoringDefaults));
  return { ...state, connections };
}

type Making = TenantState & { roles: RoleState[]; connections: Simulated[] };

function make(state: Making, change: Change): void {
  if (change.kind === 'tenant') throw new Error('The tenant is there');
  if (change.kind === 'monitoring') state.monitoring = change.input;
  if (change.kind === 'role') makeRole(state, change);
  if (change.kind === 'members') {
    const role = state.roles.find(({ name }) => nameKey(name) === nameKey(change.name));
    if (!role) throw new Error(`There is no role ${change.name}`);
    replace(state.roles, { ...role, holders: change.userIds, userCount: change.userIds.length });
  }
  if (change.kind === 'connection') makeConnection(state, change);
}

function makeRole({ roles }: Making, change: Change & { kind: 'role' }): void {
  if (change.action === 'delete') {
    const [gone] = remove(roles, change.id);
    if (gone?.holders?.length) throw new Error('ROLE_IN_USE');
    return;
  }
  const { permissionIds: permissions, ...input } = change.input;
  const given = { ...input, ...(permissions ? { permissions: [...permissions].sort() } : {}) };
  if (change.action === 'update') {
    const found = roles.find(({ id }) => id === change.id) as RoleState;
    replace(roles, { ...found, ...given } as RoleState);
    return;
  }
  const born = { id: `new ${change.name}`, description: null, isSystem: false, holders: [], userCount: 0 };
  roles.push({ updatedAt: 'v2', ...born, ...given } as unknown as RoleState);
}

function makeConnection({ connections }: Making, change: Change & { kind: 'connection' }): void {
  if (change.action === 'delete') {
    remove(connections, change.id);
    return;
  }
  const { monitoring: own, snapshotRefresh, ...input } = change.input;
  const kind = input.dbType as Connection['dbType'];
  const credentialState = change.credential ? 'ready' : 'none';
  const secret =
    change.credential === undefined ? {} : ({ credentialState, hasCredential: change.credential !== null } as const);
  if (change.action === 'update') {
    const found = connections.find(({ id }) => id === change.id) as Simulated;
    const refresh =
      snapshotRefresh === undefined
        ? {}
        : { snapshotRefresh: snapshotRefresh ?? usualSnapshotRefresh(kind ?? found.dbType) };
    const watch = own === undefined ? {} : { own: own && { ...found.own, ...own } };
    replace(connections, { ...found, ...input, ...refresh, ...watch, ...secret } as Simulated);
    return;
  }
  const rest = { description: null, tags: [], environment: 'other', ownerId: null, options: null, useSsl: false };
  const refresh = { snapshotRefresh: snapshotRefresh ?? usualSnapshotRefresh(kind) };
  connections.push({ ...rest, id: `new ${change.name}`, ...input, ...refresh, own, ...secret } as Simulated);
}

function watched(one: Simulated, defaults: MonitoringDefaults): Simulated {
  return { ...one, monitoring: { ...usualMonitoring(one.dbType, defaults), ...one.own } };
}

function replace<T extends { id: string }>(all: T[], one: T): void {
  all[all.findIndex(({ id }) => id === one.id)] = one;
}

const remove = <T extends { id: string }>(all: T[], id: string): T[] =>
  all.splice(
    all.findIndex((one) => one.id === id),
    1,
  );
