import type { Permission } from '@portolan/contract';
import type { EntityManager, SystemDatabase, TenantDatabases } from '@portolan/db';
import type { DriverGateway } from '@portolan/drivers';
import type { ArchiveMonth } from './audit/archive-month.ts';
import type { Sessions } from './auth/sessions.ts';
import type { Tokens } from './auth/tokens.ts';
import type { Keyring } from './crypto/keyring.ts';
import type { RunningRefreshes } from './introspection/running-refreshes.ts';
import type { StoredKeys } from './keys/stored-keys.ts';
import type { Right } from './right.ts';
import type { TenantServer } from './tenants/tenant-server.ts';

/** Hashes passwords, in PHC format, off the main thread. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** The hash of a password under the settings (cost and salt) of another: equal if, and only if, the passwords are. */
  rehash(settings: string, password: string): Promise<string>;
}

/**
 * Counts attempts before any hashing or lookup, in a store that all processes share. Throws RATE_LIMITED. A success gives
 * back what was taken: only failures add up.
 */
export interface AttemptLimiter {
  /** Guesses at an account's password, from one address. */
  password: {
    consume(account: string, address: string): Promise<void>;
    succeeded(account: string, address: string): Promise<void>;
  };
  /** Guesses at the secret of a link, from one address. */
  link: { consume(address: string): Promise<void>; succeeded(address: string): Promise<void> };
  /** Mails that anyone may cause: to one account, from one address. */
  mail: { consume(account: string, address: string): Promise<void> };
  /** Mails that invite one address, whoever sends them from whatever tenant. */
  invitation: { consume(account: string): Promise<void> };
  /** Ids of other tenants that a person asks for, whatever with. */
  foreignId: { consume(userId: string): Promise<void>; assertLeft(userId: string): Promise<void> };
  /** Tests of connections, by a person. */
  test: { consume(userId: string): Promise<void> };
  /** An attempt whose input is not even valid: it counts for the address alone. */
  invalid(kind: AttemptKind, address: string): Promise<void>;
}

export type AttemptKind = 'password' | 'link' | 'mail';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends mail; throws when the server does not take it. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Work for later, enqueued in the transaction that calls for it: it is there if, and only if, that one commits. */
export interface Jobs {
  /** Has the tenant's new audit events copied into the activity log of its own database. */
  mirrorActivity(em: EntityManager, tenantId: string): Promise<void>;
}

export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The platform, injected once by the composition root. */
export interface Services {
  version: string;
  db: SystemDatabase;
  tenantDatabases: TenantDatabases;
  tenantServer: TenantServer;
  storedKeys: StoredKeys;
  drivers: DriverGateway;
  keyring: Keyring;
  sessions: Sessions;
  tokens: Tokens;
  hasher: PasswordHasher;
  attempts: AttemptLimiter;
  jobs: Jobs;
  refreshes: RunningRefreshes;
  /** Null where no mail server is configured: links are shown to whoever makes them. */
  mailer: Mailer | null;
  /** Takes a line that anchors the audit logs to a place outside of the database; null where none is configured. */
  anchorSink: ((line: string) => Promise<void>) | null;
  /** How many months of audit events stay, and where older ones go first; null keeps everything. */
  auditRetention: { months: number; archive: ArchiveMonth } | null;
  /** Work that an answer does not wait for. Its failure is logged; the end of the process waits for it, for a while. */
  background(work: Promise<void>, whenItFails: string): void;
  /** Origin of the pages, for links. */
  publicUrl: URL;
  log: Logger;
}

export interface RequestInfo {
  id: string;
  address: string;
  userAgent: string | null;
  /** Versions of what is changed, any of which the caller goes by; what has none of them is not changed. */
  ifMatch?: readonly string[];
  /** Fires when the caller has left. */
  signal?: AbortSignal;
}

export interface TenantRef {
  id: string;
  slug: string;
  name: string;
}

/**
 * How the caller proved who they are: a session of a person, with when its token runs out where it came by one (seconds
 * since 1970), or a tenant's API key acting for its creator.
 */
export type Credential =
  | { kind: 'session'; sessionId: string; expires: number | null }
  | { kind: 'apiKey'; apiKeyId: string };

/** Who asks. `tenant` and its permissions are null and empty where no tenant is active. */
export interface Principal {
  userId: string;
  credential: Credential;
  email: string;
  firstName: string | null;
  lastName: string | null;
  isOperator: boolean;
  tenant: TenantRef | null;
  permissions: ReadonlySet<Permission>;
}

/** `foreign`: a tenant was named that is not the caller's. `ambiguous`: none was named and there are several. */
export type TenantProblem = 'foreign' | 'ambiguous' | 'none';

/** Any caller. */
export interface Context {
  services: Services;
  request: RequestInfo;
}

/** A known caller: a person or an API key. */
export interface CallerContext extends Context {
  principal: Principal;
  /** What the procedure demands of its caller; a change asks for it again in its transaction. */
  right: Right;
}

/** A person who signed in. */
export interface SessionContext extends CallerContext {
  sessionId: string;
}

/** A caller at work in one tenant. */
export interface TenantContext extends CallerContext {
  tenant: TenantRef;
}
