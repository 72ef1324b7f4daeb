import type { ConnectionConfig, SecretReference } from '@portolan/client/config';
import type { CreateConnectionInput, MonitoringDefaults, Permission } from '@portolan/contract';

// A config that was read and held against the contract: texts as the hub would keep them, and where each thing stands.

/** `tenants[0].connections[2]` */
type Place = string;

export interface DesiredRole {
  place: Place;
  name: string;
  renamedFrom: string | null;
  /** Undefined: as it is. */
  description: string | null | undefined;
  permissions: readonly Permission[];
}

export interface DesiredMember {
  place: Place;
  email: string;
  roles: readonly string[];
}

/** What the hub is told of a connection beside its secret, its owner and its name. */
export type ConnectionFields = Partial<
  Omit<CreateConnectionInput, 'name' | 'password' | 'credential' | 'ownerId' | 'ifNew' | 'options'>
> & { options?: Record<string, unknown> | null };

export type CredentialReference = NonNullable<ConnectionConfig['credential']>;

export interface DesiredConnection {
  place: Place;
  id: string | null;
  name: string;
  renamedFrom: string | null;
  fields: ConnectionFields & Pick<CreateConnectionInput, 'dbType' | 'host' | 'port'>;
  /** Undefined: as it is. */
  owner: string | null | undefined;
  credential: CredentialReference | null | undefined;
}

/** Lists that are undefined are not managed. */
export interface DesiredTenant {
  place: Place;
  slug: string;
  name: string | undefined;
  adminEmail: string | undefined;
  monitoring: MonitoringDefaults | undefined;
  roles: readonly DesiredRole[] | undefined;
  members: readonly DesiredMember[] | undefined;
  connections: readonly DesiredConnection[] | undefined;
}

/** The variables that a credential is made of. */
export function variablesOf(credential: CredentialReference): string[] {
  return Object.values(credential).flatMap((value) => (isReference(value) ? [value.env] : []));
}

export function isReference(value: unknown): value is SecretReference {
  return typeof value === 'object' && value !== null && 'env' in value && typeof value.env === 'string';
}
