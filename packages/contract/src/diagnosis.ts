import { DIAGNOSIS_CODES, STAGES, TEAMS } from './diagnosis-facts.ts';
import { Timestamp } from './text.ts';
import * as z from './zod.ts';

export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

export const DiagnosisCode = z.enum(DIAGNOSIS_CODES);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

export const Team = z.enum(TEAMS);
export type Team = z.infer<typeof Team>;

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
