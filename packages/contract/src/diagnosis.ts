import * as z from 'zod/mini';

/** The stages a connection test walks, in order. A stage that was not reached is absent from the answer. */
export const STAGES = ['config', 'policy', 'dns', 'tcp', 'tls', 'auth', 'database', 'query', 'privileges'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Why a test failed, one union for all kinds of database. */
export const DIAGNOSIS_CODES = [
  'CONFIG_INVALID',
  'UNSUPPORTED_YET',
  'CREDENTIAL_REENTRY_REQUIRED',
  'CREDENTIAL_UNREADABLE',
  'EGRESS_BLOCKED',
  'ROUTED_ELSEWHERE',
  'DNS_NOT_FOUND',
  'TCP_REFUSED',
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
  'CANCELLED',
  'DRIVER_CRASHED',
] as const;
export const DiagnosisCode = z.enum(DIAGNOSIS_CODES);
export type DiagnosisCode = z.infer<typeof DiagnosisCode>;

/**
 * One stage of a test. `ms` is the time it took. `message` says what happened or, on success, what is worth knowing
 * (an unverified certificate); `remedy` is one line on what to do and who can.
 */
export const StageResult = z.strictObject({
  stage: Stage,
  ok: z.boolean(),
  ms: z.number(),
  code: z.optional(DiagnosisCode),
  message: z.optional(z.string()),
  remedy: z.optional(z.string()),
});
export type StageResult = z.infer<typeof StageResult>;

/** The answer of a connection test; `{success,message,latencyMs}` is its head. */
export const TestResult = z.strictObject({
  success: z.boolean(),
  message: z.string(),
  latencyMs: z.number(),
  code: z.optional(DiagnosisCode),
  stage: z.optional(Stage),
  stages: z.array(StageResult),
  serverVersion: z.optional(z.string()),
});
export type TestResult = z.infer<typeof TestResult>;
