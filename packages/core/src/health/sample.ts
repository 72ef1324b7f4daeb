import type { DIAGNOSIS_CODES } from '@portolan/contract';

type Code = (typeof DIAGNOSIS_CODES)[number];

/** One check as it is kept. Times in seconds since 1970. */
export interface Sample {
  at: number;
  up: boolean;
  /** Milliseconds that it took. */
  ms: number;
  /** Seconds until the next check, as it was planned when this one was made. */
  every: number;
}

/** Numbers of codes in the stored samples: they never change, new ones come at the end. 0 is a check that went well. */
const OUTCOMES = [
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
  'DRIVER_HOST_UNREACHABLE',
] as const satisfies readonly Code[];

const NUMBER_OF: Record<Code, number> = Object.fromEntries(OUTCOMES.map((code, at) => [code, at + 1])) as Record<
  (typeof OUTCOMES)[number],
  number
>;

export function outcomeNumber(code: Code | null): number {
  return code === null ? 0 : NUMBER_OF[code];
}
