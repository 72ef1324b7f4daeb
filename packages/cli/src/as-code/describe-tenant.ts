import type { ConnectionConfig, MemberConfig, RoleConfig, TenantConfig } from '@portolan/client/config';
import { CONNECTION_FORMS, type Connection, type MonitoringDefaults, usualSnapshotRefresh } from '@portolan/contract';
import { ownerOf } from './connection-fields.ts';
import type { CredentialReference } from './desired.ts';
import { grouped, nameKey } from './names.ts';
import type { MemberState, RoleState, TenantState } from './state.ts';
import { usualMonitoring } from './watched-so.ts';

/** A tenant as the config that would leave it as it is. What the caller may not see is not spoken of. */
export function describeTenant(slug: string, state: TenantState): TenantConfig {
  const { name, monitoring, roles, members, connections } = state;
  return {
    slug,
    ...(name === null ? {} : { name }),
    ...(monitoring ? { monitoring } : {}),
    ...(roles ? { roles: roles.filter(({ isSystem }) => !isSystem).map(describeRole) } : {}),
    ...(roles && members ? { members: members.map((one) => describeMember(one, roles)) } : {}),
    ...(connections ? { connections: describeConnections(connections, state) } : {}),
  };
}

function describeRole({ name, description, permissions }: RoleState): RoleConfig {
  return { name, ...(description === null ? {} : { description }), permissions };
}

function describeMember({ id, email }: MemberState, roles: readonly RoleState[]): MemberConfig {
  return { email, roles: roles.filter(({ holders }) => holders?.includes(id)).map(({ name }) => name) };
}

function describeConnections(connections: readonly Connection[], state: TenantState): ConnectionConfig[] {
  const alike = grouped(connections, ({ name }) => nameKey(name));
  const variables = new Set<string>();
  return connections.map((one, index) => {
    const isAmbiguous = (alike.get(nameKey(one.name))?.length ?? 0) > 1;
    const described = describe(one, state, state.monitoring);
    const variable = one.credentialState === 'ready' ? variableFor(one.name, index, variables) : null;
    // Which options a kind has is known to the hub, whose own these are.
    return {
      ...(isAmbiguous ? { id: one.id } : {}),
      ...described,
      ...(variable ? { credential: credentialFor(one, variable) } : {}),
    } as ConnectionConfig;
  });
}

function describe(one: Connection, state: TenantState, defaults: MonitoringDefaults | null) {
  const { name, dbType, host, port, databaseName, username, useSsl, description, environment, tags, options } = one;
  const owner = ownerOf(state, one.ownerId);
  const monitoring = defaults && ownMonitoring(one, defaults);
  const isUsual = one.snapshotRefresh === usualSnapshotRefresh(dbType);
  return {
    name,
    ...(description === null ? {} : { description }),
    dbType,
    host,
    port,
    ...(databaseName === null ? {} : { databaseName }),
    ...(username === null ? {} : { username }),
    useSsl,
    ...(options === null ? {} : { options }),
    environment,
    tags,
    // Whom the caller may not see stays the owner.
    ...(owner?.includes('@') ? { owner } : {}),
    ...(monitoring ? { monitoring } : {}),
    ...(isUsual ? {} : { snapshotRefresh: one.snapshotRefresh }),
  };
}

/** What is not as it is for connections that have nothing of their own. */
function ownMonitoring({ dbType, monitoring }: Connection, defaults: MonitoringDefaults) {
  const usual = usualMonitoring(dbType, defaults);
  const { enabled, intervalSeconds } = monitoring;
  if (enabled === usual.enabled && intervalSeconds === usual.intervalSeconds) return null;
  return {
    ...(enabled === usual.enabled ? {} : { enabled }),
    ...(intervalSeconds === usual.intervalSeconds ? {} : { intervalSeconds }),
  };
}

/** A hub tells that there is a secret, not of which kind: the usual one is taken. */
function credentialFor({ dbType }: Connection, variable: string): CredentialReference {
  const [{ type }] = CONNECTION_FORMS[dbType].credentials;
  return type === 'token' ? { type, token: { env: variable } } : { type: 'password', password: { env: variable } };
}

/** A name for the variable of a secret that no other has. */
function variableFor(name: string, index: number, taken: Set<string>): string {
  const letters = name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const word = /^[A-Z]/.test(letters) ? letters.slice(0, 60) : `CONNECTION_${letters || index + 1}`;
  let variable = `${word}_SECRET`;
  for (let count = 2; taken.has(variable); count++) variable = `${word}_${count}_SECRET`;
  taken.add(variable);
  return variable;
}
