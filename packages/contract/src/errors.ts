import type { DiagnosisCode } from './diagnosis.ts';
import { DIAGNOSIS_CODES } from './diagnosis-facts.ts';

interface ErrorKind {
  /** HTTP status of the REST face. */
  status: number;
  /** tRPC code of the tRPC face. */
  trpc:
    | 'BAD_REQUEST'
    | 'UNAUTHORIZED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'CONFLICT'
    | 'PRECONDITION_FAILED'
    | 'PAYLOAD_TOO_LARGE'
    | 'UNSUPPORTED_MEDIA_TYPE'
    | 'METHOD_NOT_SUPPORTED'
    | 'TOO_MANY_REQUESTS'
    | 'INTERNAL_SERVER_ERROR'
    | 'BAD_GATEWAY'
    | 'SERVICE_UNAVAILABLE';
  title: string;
}

/** Every code the product answers with, and what it means on each face: the only such table. */
export const ERRORS = {
  VALIDATION_ERROR: { status: 400, trpc: 'BAD_REQUEST', title: 'The input is not valid' },
  TENANT_REQUIRED: { status: 400, trpc: 'BAD_REQUEST', title: 'Name a tenant' },
  UNAUTHORIZED: { status: 401, trpc: 'UNAUTHORIZED', title: 'Sign in first' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN', title: 'Not permitted' },
  SYSTEM_ROLE: { status: 403, trpc: 'FORBIDDEN', title: 'System roles do not change' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND', title: 'Not found' },
  METHOD_NOT_ALLOWED: { status: 405, trpc: 'METHOD_NOT_SUPPORTED', title: 'Method not allowed' },
  CONFLICT: { status: 409, trpc: 'CONFLICT', title: 'Conflicts with what exists' },
  OUTSIDE_SNAPSHOT: { status: 409, trpc: 'CONFLICT', title: 'The snapshot did not look there' },
  ROLE_IN_USE: { status: 409, trpc: 'CONFLICT', title: 'The role is in use' },
  LAST_ADMIN: { status: 409, trpc: 'CONFLICT', title: 'A tenant keeps at least one admin' },
  LAST_OPERATOR: { status: 409, trpc: 'CONFLICT', title: 'An installation keeps at least one operator' },
  INVALID_STATE: { status: 409, trpc: 'CONFLICT', title: 'Its state does not allow that' },
  QUOTA_EXCEEDED: { status: 409, trpc: 'CONFLICT', title: 'Beyond the quota of the tenant' },
  HOST_CAPACITY: { status: 409, trpc: 'CONFLICT', title: 'No hypervisor has room for it' },
  PRECONDITION_FAILED: { status: 412, trpc: 'PRECONDITION_FAILED', title: 'It was changed meanwhile' },
  PAYLOAD_TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', title: 'The body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE', title: 'Unsupported media type' },
  MISDIRECTED_REQUEST: { status: 421, trpc: 'BAD_REQUEST', title: 'This host is not served here' },
  RATE_LIMITED: { status: 429, trpc: 'TOO_MANY_REQUESTS', title: 'Too many requests' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR', title: 'Internal error' },
  NO_HYPERVISOR: { status: 503, trpc: 'SERVICE_UNAVAILABLE', title: 'There is nothing to run machines on' },
  UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', title: 'Temporarily unavailable' },
} as const satisfies Record<string, ErrorKind>;

export type AppErrorCode = keyof typeof ERRORS;

/** A target database that fails while it is charted answers 502 with the code of its diagnosis. */
export type ErrorCode = AppErrorCode | DiagnosisCode;

export const ERROR_CODES: readonly ErrorCode[] = [...(Object.keys(ERRORS) as AppErrorCode[]), ...DIAGNOSIS_CODES];

const targetFailure: ErrorKind = { status: 502, trpc: 'BAD_GATEWAY', title: 'The target database failed' };

export function errorKind(code: ErrorCode): ErrorKind {
  return code in ERRORS ? ERRORS[code as AppErrorCode] : targetFailure;
}

/** One reason inside an error: where in the input (dotted path), a stable code, a sentence. */
export interface ErrorDetail {
  path: string;
  code: string;
  message: string;
}
