import type { Permission } from '@portolan/contract';
import type { Inputs } from './types.ts';

/** A secret by the name of the environment variable that holds it when the config is applied: what `env('NAME')` makes. */
export interface SecretReference {
  readonly env: string;
}

type Given = Inputs['connections']['create'];
/** The same with references where the secrets stood. */
type Referenced<C> = C extends unknown
  ? { [K in keyof C]: K extends 'type' | 'clientId' ? C[K] : SecretReference | Extract<C[K], undefined> }
  : never;
type Withheld = 'password' | 'credential' | 'ownerId' | 'ifNew';
type Named<C> = C extends unknown ? Omit<C, Withheld> & ConnectionExtras : never;

/** How a connection signs in. */
export type CredentialConfig = Referenced<NonNullable<Given['credential']>>;

interface ConnectionExtras {
  /** Which one it is, where several of the hub have the same name. */
  id?: string | undefined;
  /** What it was called: the connection of that name gets this one. */
  renamedFrom?: string | undefined;
  /** The e-mail address of a member; null for nobody. */
  owner?: string | null | undefined;
  /** Short for a credential of the type `password`; null for none. */
  password?: SecretReference | null | undefined;
  credential?: CredentialConfig | null | undefined;
}

/** A connection: what is left out stays as it is, and is as usual where the connection is new. */
export type ConnectionConfig = Named<Given>;

/** A role of the tenant's own. */
export interface RoleConfig {
  name: string;
  /** What it was called: the role of that name gets this one. */
  renamedFrom?: string | undefined;
  description?: string | null | undefined;
  permissions: readonly Permission[];
}

/** The roles of a member, by name: these and no others. */
export interface MemberConfig {
  email: string;
  roles: readonly string[];
}

/** One tenant. A list that is left out is nobody's business here; of a list that is given, what it does not name is left over. */
export interface TenantConfig {
  /** Its name in addresses: what it is found by. */
  slug: string;
  /** What it is called when it is created: the slug, where nothing is said. */
  name?: string | undefined;
  /** Who is invited to be its admin when it is created; without, whoever creates it becomes the admin. */
  adminEmail?: string | undefined;
  /** How connections are watched that have no settings of their own. */
  monitoring?: Inputs['health']['setDefaults'] | undefined;
  roles?: readonly RoleConfig[] | undefined;
  members?: readonly MemberConfig[] | undefined;
  connections?: readonly ConnectionConfig[] | undefined;
}

/** What a hub should hold. */
export interface HubConfig {
  tenants: readonly TenantConfig[];
}
