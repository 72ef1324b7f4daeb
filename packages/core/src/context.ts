import type { Permission } from '@portolan/contract';
import type { SystemDatabase, TenantDatabases } from '@portolan/db';
import type { DriverGateway } from '@portolan/drivers';
import type { Sessions } from './auth/sessions.ts';
import type { Tokens } from './auth/tokens.ts';
import type { Keyring } from './crypto/keyring.ts';

/** Hashes and checks passwords, in PHC format, off the main thread. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Counts attempts to sign in, before any hashing. Throws RATE_LIMITED. */
export interface LoginLimiter {
  consume(account: string, address: string): Promise<void>;
  succeeded(account: string, address: string): Promise<void>;
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
  drivers: DriverGateway;
  keyring: Keyring;
  sessions: Sessions;
  tokens: Tokens;
  hasher: PasswordHasher;
  loginLimiter: LoginLimiter;
  log: Logger;
}

export interface RequestInfo {
  id: string;
  address: string;
  userAgent: string | null;
}

export interface TenantRef {
  id: string;
  slug: string;
  name: string;
}

/** Who asks. `tenant` and its permissions are null and empty where no tenant is active. */
export interface Principal {
  userId: string;
  sessionId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  isOperator: boolean;
  tenant: TenantRef | null;
  permissions: ReadonlySet<Permission>;
}

/** Any caller. */
export interface Context {
  services: Services;
  request: RequestInfo;
}

/** A caller who signed in. */
export interface SessionContext extends Context {
  principal: Principal;
}

/** A caller at work in one tenant. */
export interface TenantContext extends SessionContext {
  tenant: TenantRef;
}
