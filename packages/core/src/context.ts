import type { ComputeGateway } from '@portolan/compute';
import type { Permission } from '@portolan/contract';
import type { SystemDatabase, TenantDatabases } from '@portolan/db';
import type { DriverGateway } from '@portolan/drivers';
import type {
  ArchiveMonth,
  AttemptLimiter,
  Credential,
  Images,
  Jobs,
  Keyring,
  Logger,
  Mailer,
  PasswordHasher,
  RunningRefreshes,
  Sessions,
  StoredKeys,
  TenantServer,
  Tokens,
  Trace,
  Webhooks,
} from './ports/index.ts';
import type { Right } from './right.ts';

/** The platform, injected once by the composition root. */
export interface Services {
  version: string;
  db: SystemDatabase;
  tenantDatabases: TenantDatabases;
  tenantServer: TenantServer;
  storedKeys: StoredKeys;
  drivers: DriverGateway;
  /** The same for what watches connections: it has places of its own, so that people wait for nothing of it. */
  checks: DriverGateway;
  /** And the same for what charts them on schedule. */
  charts: DriverGateway;
  /** What machines are made on; null where nothing reaches a hypervisor. */
  compute: ComputeGateway | null;
  /** Null where there is no place to put any. */
  images: Images | null;
  keyring: Keyring;
  sessions: Sessions;
  tokens: Tokens;
  hasher: PasswordHasher;
  attempts: AttemptLimiter;
  jobs: Jobs;
  refreshes: RunningRefreshes;
  /** Null where no mail server is configured: links are shown to whoever makes them. */
  mailer: Mailer | null;
  /** Calls what people want to be told by. */
  webhooks: Webhooks;
  /** Takes a line that anchors the audit logs to a place outside of the database; null where none is configured. */
  anchorSink: ((line: string) => Promise<void>) | null;
  /** How many months of audit events stay, and where older ones go first; null keeps everything. */
  auditRetention: { months: number; archive: ArchiveMonth } | null;
  /** How many days a deleted connection can be restored. */
  deletedConnectionDays: number;
  /** Work that an answer does not wait for. Its failure is logged; the end of the process waits for it, for a while. */
  background(work: Promise<void>, whenItFails: string): void;
  /** Null where nobody follows requests. */
  trace: Trace | null;
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
  /** The program that makes the call, where it is one of a model's tools. */
  agent?: Agent;
  /** Fires when the caller has left. */
  signal?: AbortSignal;
}

/** A program that calls for somebody: by the name that it gives itself, with the tool that it calls. */
export interface Agent {
  readonly name: string;
  readonly tool: string;
  /** Whether the audit log has an event of this call. */
  isRecorded?: true;
}

export interface TenantRef {
  id: string;
  slug: string;
  name: string;
}

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
