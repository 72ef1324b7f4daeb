import * as z from './zod.ts';

/** The permission catalogue: natural keys, grouped by the module that shows them. */
export const PERMISSION_CATALOGUE = [
  { id: 'connections:read', name: 'View connections', module: 'Connections' },
  { id: 'connections:write', name: 'Create and edit connections', module: 'Connections' },
  { id: 'connections:delete', name: 'Delete and restore connections', module: 'Connections' },
  { id: 'connections:test', name: 'Test connections', module: 'Connections' },
  { id: 'connections:introspect', name: 'Browse schemas, tables and columns', module: 'Connections' },
  { id: 'monitoring:manage', name: 'Manage monitoring', module: 'Monitoring' },
  { id: 'user:read', name: 'View users', module: 'Users' },
  { id: 'user:update', name: 'Activate and deactivate users', module: 'Users' },
  { id: 'user:delete', name: 'Remove users', module: 'Users' },
  { id: 'role:read', name: 'View roles and permissions', module: 'Roles' },
  { id: 'role:create', name: 'Create roles', module: 'Roles' },
  { id: 'role:update', name: 'Edit roles', module: 'Roles' },
  { id: 'role:delete', name: 'Delete roles', module: 'Roles' },
  { id: 'role:assign_users', name: 'Assign users to roles', module: 'Roles' },
  { id: 'invitation:read', name: 'View invitations', module: 'Invitations' },
  { id: 'invitation:create', name: 'Send and resend invitations', module: 'Invitations' },
  { id: 'invitation:delete', name: 'Revoke invitations', module: 'Invitations' },
  { id: 'api_key:read', name: 'View all API keys', module: 'API keys' },
  { id: 'api_key:create', name: 'Create own API keys', module: 'API keys' },
  { id: 'api_key:delete', name: 'Revoke all API keys', module: 'API keys' },
  { id: 'service_account:read', name: 'View service accounts', module: 'Service accounts' },
  { id: 'service_account:create', name: 'Create service accounts', module: 'Service accounts' },
  { id: 'service_account:update', name: 'Edit service accounts and their keys', module: 'Service accounts' },
  { id: 'service_account:delete', name: 'Delete service accounts', module: 'Service accounts' },
  { id: 'audit:read', name: 'Read the audit log', module: 'Audit' },
  { id: 'vm:read', name: 'View machines', module: 'VMs' },
  { id: 'vm:create', name: 'Create machines', module: 'VMs' },
  { id: 'vm:update', name: 'Rename machines', module: 'VMs' },
  { id: 'vm:delete', name: 'Delete machines', module: 'VMs' },
  { id: 'vm:power_manage', name: 'Start, stop and restart machines', module: 'VMs' },
  { id: 'vm:read_logs', name: 'Read logs of machines', module: 'VMs' },
  { id: 'template:read', name: 'View templates of machines', module: 'VMs' },
] as const;

export type Permission = (typeof PERMISSION_CATALOGUE)[number]['id'];
export type PermissionModuleName = (typeof PERMISSION_CATALOGUE)[number]['module'];
export const PERMISSIONS: readonly Permission[] = PERMISSION_CATALOGUE.map((permission) => permission.id);
export const Permission = z.enum(PERMISSIONS as [Permission, ...Permission[]]);

const connections = PERMISSIONS.filter((id) => id.startsWith('connections:'));
const machines = PERMISSIONS.filter((id) => id.startsWith('vm:') && id !== 'vm:delete');
const directory: readonly Permission[] = ['user:read', 'role:read'];

/** The roles each tenant is born with. A viewer sees who is in the tenant and its machines, and none of its connections. */
export const SYSTEM_ROLES = [
  {
    key: 'admin',
    name: 'Tenant Admin',
    description: 'Everything in this tenant, people and roles included',
    permissions: PERMISSIONS,
  },
  {
    key: 'contributor',
    name: 'Contributor',
    description: 'Works with connections and machines; deletes connections, and no machines',
    permissions: [...connections, 'monitoring:manage', ...machines, 'template:read', ...directory],
  },
  {
    key: 'viewer',
    name: 'Viewer',
    description: 'Sees the people, roles and machines of the tenant, none of its connections',
    permissions: ['vm:read', ...directory],
  },
] as const satisfies readonly { key: string; name: string; description: string; permissions: readonly Permission[] }[];

export type SystemRoleKey = (typeof SYSTEM_ROLES)[number]['key'];
