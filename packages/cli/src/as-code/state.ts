import type { Connection, MonitoringDefaults, Permission } from '@portolan/contract';

// What a hub holds, as far as a config speaks of it.

export interface RoleState {
  id: string;
  name: string;
  description: string | null;
  permissions: readonly Permission[];
  isSystem: boolean;
  /** Ids of members; null where the caller may not know, or nobody has asked. */
  holders: readonly string[] | null;
  userCount: number;
  updatedAt: string;
}

export interface MemberState {
  id: string;
  email: string;
  roleIds: readonly string[];
}

/** A list is null where nobody has asked for it. */
export interface TenantState {
  status: 'absent' | 'active' | 'deleted' | 'provisioning' | 'failed';
  name: string | null;
  /** Whether the caller works in it; else nothing more is known. */
  isMember: boolean;
  permissions: ReadonlySet<Permission>;
  roles: readonly RoleState[] | null;
  members: readonly MemberState[] | null;
  connections: readonly Connection[] | null;
  monitoring: MonitoringDefaults | null;
}

export interface HubState {
  /** Tenants are an operator's to make, in person. */
  caller: { id: string; email: string; mayMakeTenants: boolean };
  /** By slug: those that a config names. */
  tenants: ReadonlyMap<string, TenantState>;
}
