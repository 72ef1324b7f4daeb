import type { ErrorCode, ErrorDetail, StageResult } from '@portolan/contract';

// Whoever answers a request must tell the state of a database from a fault of ours, and may not ask the layer below.
export { type DatabaseState, databaseStateOf } from '@portolan/db';

export interface AppErrorExtras {
  details?: ErrorDetail[];
  /** How far a target database was reached, for the codes of a diagnosis. */
  stages?: StageResult[];
  /** What the refusal was about, for the audit log. */
  entity?: { type: string; id: string };
  /** Whether it reached for what belongs to another tenant. */
  crossTenant?: true;
  /** Seconds to wait, for RATE_LIMITED and UNAVAILABLE. */
  retryAfter?: number;
  /** What went wrong below, for the log alone. */
  cause?: unknown;
}

/** The one error that verbs throw. Its message is for people and safe to show; everything else stays private. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetail[];
  readonly stages: StageResult[] | undefined;
  readonly entity: { type: string; id: string } | undefined;
  readonly crossTenant: boolean;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, extras: AppErrorExtras = {}) {
    super(message, { cause: extras.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = extras.details ?? [];
    this.stages = extras.stages;
    this.entity = extras.entity;
    this.crossTenant = extras.crossTenant ?? false;
    this.retryAfter = extras.retryAfter;
  }
}

/** A VALIDATION_ERROR about one place in the input, found by a verb and not by a schema. */
export function invalid(path: string, message: string): AppError {
  return new AppError('VALIDATION_ERROR', message, { details: [{ path, code: 'invalid', message }] });
}
