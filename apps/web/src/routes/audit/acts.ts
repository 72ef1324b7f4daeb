import type { AuditAction } from '@portolan/contract';

export type Details = Readonly<Record<string, unknown>>;

/** What an act is done to: with its name, and where that is not known. */
export const OBJECTS = {
  connection: { known: '{name}', unknown: 'a connection' },
  connections: { known: 'the connections', unknown: 'the connections' },
  host: { known: '{name}, not saved', unknown: 'a connection that is not saved' },
  user: { known: '{name}', unknown: 'somebody' },
  role: { known: 'the role {name}', unknown: 'a role' },
  invitation: { known: 'the invitation of {name}', unknown: 'an invitation' },
  api_key: { known: 'the API key {name}', unknown: 'an API key' },
  tenant: { known: 'the tenant {name}', unknown: 'a tenant' },
  operator_invitation: { known: 'the invitation of {name}', unknown: 'an invitation' },
  view: { known: 'the view {name}', unknown: 'a saved view' },
  session: { known: 'a session', unknown: 'a session' },
  audit_log: { known: 'the log', unknown: 'the log' },
} as const;
export type ObjectKind = keyof typeof OBJECTS;

/** How a sentence tells of an act: what was done, and what was to be done. */
export interface Act {
  did: string | ((details: Details) => string);
  to: string;
  /** What it is done to, where an event names no kind. */
  of?: ObjectKind;
  /** The server does it by itself, or whoever has a command line on it. */
  byServer?: true;
}

const reads = (to: string, of?: ObjectKind): Act => ({ did: to, to, ...(of ? { of } : {}) });
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const part = (value: unknown): Details => (typeof value === 'object' && value !== null ? (value as Details) : {});

/** "database name" for `databaseName`. */
export function inWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** One for each action that a log can hold: one without words does not compile. */
export const ACTS: Record<AuditAction, Act> = {
  'access.cross_tenant_denied': { did: 'reached into another tenant', to: 'reach into another tenant' },
  'apiKeys:create': { did: 'created {object}', to: 'create {object}', of: 'api_key' },
  'apiKeys:list': reads('see the API keys'),
  'apiKeys:revoke': { did: 'revoked {object}', to: 'revoke {object}', of: 'api_key' },
  'audit:archive': { did: 'archived the events of {month}', to: 'archive old events', byServer: true },
  'audit:begin': { did: 'began this log', to: 'begin this log', byServer: true },
  'audit:export': reads('export the audit log'),
  'audit:facets': reads('count the events of the audit log'),
  'audit:list': reads('read the audit log'),
  'audit:verify': reads('verify the audit log'),
  'auth:changeEmail': { did: 'changed their e-mail address', to: 'change their e-mail address' },
  'auth:changePassword': { did: 'changed their password', to: 'change their password' },
  'auth:createResetLink': {
    did: 'made a link that resets the password of {object}',
    to: 'make a link that resets the password of {object}',
    of: 'user',
    byServer: true,
  },
  'auth:login': {
    did: 'signed in',
    to: 'sign in',
  },
  'auth:logout': { did: 'signed out', to: 'sign out' },
  'auth:me': reads('read who they are'),
  'auth:requestPasswordReset': {
    did: 'asked for a link that resets the password of {object}',
    to: 'ask for a link that resets the password of {object}',
    of: 'user',
  },
  'auth:resetPassword': { did: 'set a new password by a link', to: 'set a new password by a link' },
  'auth:revokeOtherSessions': { did: 'ended their other sessions', to: 'end their other sessions' },
  'auth:revokeSession': { did: 'ended one of their sessions', to: 'end one of their sessions' },
  'auth:sessions': reads('see their sessions'),
  'auth:updateProfile': { did: 'changed their name', to: 'change their name' },
  'connections:counts': reads('count the connections'),
  'connections:create': { did: 'created {object}', to: 'create {object}', of: 'connection' },
  'connections:delete': { did: 'deleted {object}', to: 'delete {object}', of: 'connection' },
  'connections:deleters': reads('see who deleted connections'),
  'connections:export': reads('export the connections'),
  'connections:facets': reads('count the connections by what they are'),
  'connections:get': reads('open {object}', 'connection'),
  'connections:import': { did: imported, to: 'import connections' },
  'connections:list': reads('see the connections'),
  'connections:options': reads('see the names of the connections'),
  'connections:purge': {
    did: 'ended {object} for good, as nobody had restored it',
    to: 'end {object} for good',
    of: 'connection',
    byServer: true,
  },
  'connections:restore': { did: 'restored {object}', to: 'restore {object}', of: 'connection' },
  'connections:retention': reads('ask how long deleted connections can be restored'),
  'connections:test': { did: 'tested {object}', to: 'test {object}', of: 'connection' },
  'connections:update': { did: changedFields, to: 'change {object}', of: 'connection' },
  'health:check': reads('ask whether the server is well'),
  'iam:explain': reads('ask why something is allowed'),
  'installation:backup': { did: 'made a backup', to: 'make a backup', byServer: true },
  'installation:eventFacets': reads('count the events of the installation log'),
  'installation:events': reads('read the installation log'),
  'installation:exportEvents': reads('export the installation log'),
  'installation:restore': { did: 'brought back the backup of {madeAt}', to: 'bring back a backup', byServer: true },
  'installation:verifyEvents': reads('verify the installation log'),
  'introspection:diagram': reads('see the diagram of {object}', 'connection'),
  'introspection:diff': reads('compare snapshots of {object}', 'connection'),
  'introspection:fields': { did: 'read a table of {object}', to: 'read a table of {object}', of: 'connection' },
  'introspection:layout': reads('see where they moved the tables of {object}', 'connection'),
  'introspection:outline': { did: 'read the tables of {object}', to: 'read the tables of {object}', of: 'connection' },
  'introspection:migration': reads('draft a migration of {object}', 'connection'),
  'introspection:overview': reads('see the overview of {object}', 'connection'),
  'introspection:progress': reads('watch how {object} is read', 'connection'),
  'introspection:referencedBy': reads('see what references a table of {object}', 'connection'),
  'introspection:refresh': { did: refreshed, to: 'read the schema of {object}', of: 'connection' },
  'introspection:resetLayout': {
    did: 'put the tables of the diagram of {object} back',
    to: 'put the tables of the diagram of {object} back',
    of: 'connection',
  },
  'introspection:setLayout': {
    did: 'moved tables in the diagram of {object}',
    to: 'move tables in the diagram of {object}',
    of: 'connection',
  },
  'introspection:schemas': {
    did: 'read the schemas of {object}',
    to: 'read the schemas of {object}',
    of: 'connection',
  },
  'introspection:find': reads('find tables and columns of all connections'),
  'introspection:search': reads('search the columns of all connections'),
  'introspection:snapshots': reads('see the snapshots of {object}', 'connection'),
  'introspection:statements': reads('copy statements of {object}', 'connection'),
  'introspection:tables': { did: 'read the tables of {object}', to: 'read the tables of {object}', of: 'connection' },
  'introspection:types': { did: 'generated types of {object}', to: 'generate types of {object}', of: 'connection' },
  'invitations:accept': { did: 'accepted {object}', to: 'accept {object}', of: 'invitation' },
  'invitations:create': { did: 'invited {email}', to: 'invite somebody' },
  'invitations:decline': { did: 'declined {object}', to: 'decline {object}', of: 'invitation' },
  'invitations:list': reads('see the invitations'),
  'invitations:lookup': reads('open {object}', 'invitation'),
  'invitations:resend': { did: 'sent {object} again', to: 'send {object} again', of: 'invitation' },
  'invitations:revoke': { did: 'revoked {object}', to: 'revoke {object}', of: 'invitation' },
  'keys:adopt': { did: 'took over the encryption keys', to: 'take over the encryption keys', byServer: true },
  'keys:rotate': { did: 'rotated the encryption keys', to: 'rotate the encryption keys', byServer: true },
  'operators:accept': { did: 'became an operator', to: 'become an operator' },
  'operators:decline': { did: 'declined {object}', to: 'decline {object}', of: 'operator_invitation' },
  'operators:invite': { did: 'invited {email} to be an operator', to: 'invite an operator' },
  'operators:list': reads('see the operators'),
  'operators:lookup': reads('open {object}', 'operator_invitation'),
  'operators:remove': { did: removedOperator, to: 'end the work of an operator' },
  'preferences:get': reads('read their preferences'),
  'preferences:set': { did: 'changed their preferences', to: 'change their preferences' },
  'roles:create': { did: 'created {object}', to: 'create {object}', of: 'role' },
  'roles:delete': { did: 'deleted {object}', to: 'delete {object}', of: 'role' },
  'roles:get': reads('open {object}', 'role'),
  'roles:list': reads('see the roles'),
  'roles:permissions': reads('see the permissions'),
  'roles:setUsers': { did: changedHolders, to: 'change who holds {object}', of: 'role' },
  'roles:update': { did: 'changed {object}', to: 'change {object}', of: 'role' },
  'roles:users': reads('see who holds {object}', 'role'),
  'tenants:adoptServer': { did: 'took over the server of the tenants', to: 'take over the server', byServer: true },
  'tenants:create': { did: 'created {object}', to: 'create {object}', of: 'tenant' },
  'tenants:delete': { did: 'deleted {object}', to: 'delete {object}', of: 'tenant' },
  'tenants:get': reads('open {object}', 'tenant'),
  'tenants:inviteAdmin': { did: 'invited {email} to lead {object}', to: 'invite an admin of {object}', of: 'tenant' },
  'tenants:list': reads('see the tenants'),
  'tenants:mine': reads('see their tenants'),
  'tenants:of': reads('see which tenant something is in'),
  'tenants:purge': { did: 'removed {object} for good', to: 'remove {object} for good', of: 'tenant', byServer: true },
  'tenants:restore': { did: 'restored {object}', to: 'restore {object}', of: 'tenant' },
  'users:get': reads('open {object}', 'user'),
  'users:list': reads('see the users'),
  'users:remove': { did: 'removed {object}', to: 'remove {object}', of: 'user' },
  'users:setActive': { did: switched, to: 'activate or deactivate {object}', of: 'user' },
  'views:create': { did: 'saved {object}', to: 'save {object}', of: 'view' },
  'views:delete': { did: 'deleted {object}', to: 'delete {object}', of: 'view' },
  'views:list': reads('see the saved views'),
  'views:update': { did: 'changed {object}', to: 'change {object}', of: 'view' },
};

function changedFields({ changed }: Details): string {
  const fields = list(changed).map((field) => inWords(String(field)));
  return fields.length === 0 ? 'changed {object}' : `changed {object} (${fields.join(', ')})`;
}

function refreshed({ tables, changed }: Details): string {
  if (typeof tables !== 'number') return 'read the schema of {object}';
  const counted = `read the schema of {object}: {tables} ${tables === 1 ? 'table' : 'tables'}`;
  return changed === false ? `${counted}, nothing changed` : counted;
}

function imported({ created, changed }: Details): string {
  if (typeof created !== 'number' || typeof changed !== 'number') return 'imported connections';
  return 'imported connections: {created} created, {changed} changed';
}

function changedHolders({ added, removed }: Details): string {
  return `changed who holds {object}: ${list(added).length} added, ${list(removed).length} removed`;
}

function switched({ after }: Details): string {
  return part(after).isActive === false ? 'deactivated {object}' : 'activated {object}';
}

function removedOperator({ email }: Details): string {
  return email ? 'ended the work of {email} as an operator' : 'ended the work of an operator';
}
