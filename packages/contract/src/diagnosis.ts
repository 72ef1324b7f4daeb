import * as z from 'zod/mini';
import { Timestamp } from './text.ts';

/** The stages a connection test walks, in order. A stage that was not reached is absent from the answer. */
export const STAGES = ['config', 'policy', 'dns', 'tcp', 'tls', 'auth', 'database', 'query', 'privileges'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Why a test failed, one union for all kinds of database. */
export const DIAGNOSIS_CODES = [
  'CONFIG_INVALID',
  'CREDENTIAL_REENTRY_REQUIRED',
  'CREDENTIAL_UNREADABLE',
  'EGRESS_BLOCKED',
  'ROUTED_ELSEWHERE',
  'DNS_NOT_FOUND',
  'TCP_REFUSED',
  'TCP_RESET',
  'TCP_UNREACHABLE',
  'TIMEOUT',
  'WRONG_SERVICE',
  'TLS_UNTRUSTED',
  'TLS_HOSTNAME',
  'TLS_EXPIRED',
  'TLS_REQUIRED',
  'TLS_UNSUPPORTED',
  'AUTH_FAILED',
  'DATABASE_NOT_FOUND',
  'PERMISSION_DENIED',
  'CAPACITY',
  'WAREHOUSE_STARTING',
  'QUERY_FAILED',
  'CATALOGUE_INCOMPLETE',
  'CANCELLED',
  'DRIVER_CRASHED',
] as const;
export const DiagnosisCode = z.enum(DIAGNOSIS_CODES);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

/** Who can mend what a stage found. */
export const TEAMS = ['owner', 'dba', 'network', 'operator', 'nobody'] as const;
export const Team = z.enum(TEAMS);
export type Team = z.infer<typeof Team>;

/**
 * The team to call for each code, unless a stage knows better: the owner of the connection, the database's administrators, the network team or the
 * operator of this installation. `nobody`: it mends itself.
 */
export const TEAM_OF_CODE: Record<DiagnosisCode, Team> = {
  CONFIG_INVALID: 'owner',
  CREDENTIAL_REENTRY_REQUIRED: 'owner',
  CREDENTIAL_UNREADABLE: 'owner',
  EGRESS_BLOCKED: 'operator',
  ROUTED_ELSEWHERE: 'dba',
  DNS_NOT_FOUND: 'network',
  TCP_REFUSED: 'dba',
  TCP_RESET: 'network',
  TCP_UNREACHABLE: 'network',
  TIMEOUT: 'network',
  WRONG_SERVICE: 'owner',
  TLS_UNTRUSTED: 'dba',
  TLS_HOSTNAME: 'dba',
  TLS_EXPIRED: 'dba',
  TLS_REQUIRED: 'owner',
  TLS_UNSUPPORTED: 'dba',
  AUTH_FAILED: 'owner',
  DATABASE_NOT_FOUND: 'owner',
  PERMISSION_DENIED: 'dba',
  CAPACITY: 'dba',
  WAREHOUSE_STARTING: 'nobody',
  QUERY_FAILED: 'dba',
  CATALOGUE_INCOMPLETE: 'dba',
  CANCELLED: 'nobody',
  DRIVER_CRASHED: 'operator',
};

/** The number of a server's error in its own counting: SQLSTATE, an error number of MySQL, SQL Server or Snowflake. */
export const ErrorNumber = z.string().check(z.regex(/^[0-9A-Z]{1,10}$/));

/** What a failure says: in fixed words, and behind them the server's own where it gave some. */
interface Told {
  message?: string | undefined;
  serverMessage?: string | undefined;
  errorNumber?: string | undefined;
}

/** What may be kept of a failure, and shown to people other than the one who met it: without a word of the server. */
export function publicMessage({ message = '', serverMessage, errorNumber }: Told): string {
  if (!serverMessage) return message;
  const fixed = message.slice(0, -`: ${serverMessage}`.length);
  return errorNumber && !fixed.includes(errorNumber) ? `${fixed} (error ${errorNumber})` : fixed;
}

/**
 * One stage of a test. `ms` is the time it took. `message` says what happened or, on success, what is worth knowing
 * (an unverified certificate); where the server said something, its words end the message and stand in `serverMessage`:
 * they are for whoever asked, and are kept nowhere. `remedy` is one line on what to do, for `team`, who can do it.
 */
export const StageResult = z.strictObject({
  stage: Stage,
  ok: z.boolean(),
  ms: z.number(),
  code: z.optional(DiagnosisCode),
  message: z.optional(z.string()),
  remedy: z.optional(z.string()),
  team: z.optional(Team),
  serverMessage: z.optional(z.string()),
  errorNumber: z.optional(ErrorNumber),
});
export type StageResult = z.infer<typeof StageResult>;

/** A certificate as its names read, `CN=db.example, O=Example`. */
export const CertificateInfo = z.strictObject({ subject: z.string(), issuer: z.string(), expiresAt: Timestamp });
export type CertificateInfo = z.infer<typeof CertificateInfo>;

/** How the connection is encrypted; `certificates` from the server's own up to the root, as far as they were sent. */
export const TlsReport = z.strictObject({
  /** `TLSv1.3` */
  version: z.string(),
  /** Whether the chain was checked against a trusted authority. */
  verified: z.boolean(),
  certificates: z.array(CertificateInfo),
});
export type TlsReport = z.infer<typeof TlsReport>;

/** What the login may do. `superuser`: more than a stored connection should. Counts are null where they are not told. */
export const PrivilegeReport = z.strictObject({
  summary: z.string(),
  superuser: z.boolean(),
  readableTables: z.nullable(z.int()),
  totalTables: z.nullable(z.int()),
});
export type PrivilegeReport = z.infer<typeof PrivilegeReport>;

/**
 * The answer of a connection test; `{success,message,latencyMs}` is its head. `tls` is there as soon as the connection
 * is encrypted, whatever comes after; `warnings` are sentences about a connection that works.
 */
export const TestResult = z.strictObject({
  success: z.boolean(),
  message: z.string(),
  latencyMs: z.number(),
  code: z.optional(DiagnosisCode),
  stage: z.optional(Stage),
  serverMessage: z.optional(z.string()),
  errorNumber: z.optional(ErrorNumber),
  stages: z.array(StageResult),
  serverVersion: z.optional(z.string()),
  tls: z.optional(TlsReport),
  privileges: z.optional(PrivilegeReport),
  warnings: z.optional(z.array(z.string())),
});
export type TestResult = z.infer<typeof TestResult>;

/** A test as it goes: each stage when it has ended, then the result. */
export const TestProgress = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stage'), stage: StageResult }),
  z.strictObject({ type: z.literal('result'), result: TestResult }),
]);
export type TestProgress = z.infer<typeof TestProgress>;
