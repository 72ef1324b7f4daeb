import { DIAGNOSIS_CODES, type DiagnosisCode } from '@portolan/contract';

/** How a sentence tells why a database could not be reached. */
const FAILURE_WORDS: Record<DiagnosisCode, string> = {
  CONFIG_INVALID: 'its settings are not valid',
  CREDENTIAL_REENTRY_REQUIRED: 'its password must be entered again',
  CREDENTIAL_UNREADABLE: 'its password cannot be read',
  EGRESS_BLOCKED: 'not allowed to connect there',
  ROUTED_ELSEWHERE: 'led elsewhere',
  DNS_NOT_FOUND: 'no such host',
  TCP_REFUSED: 'nobody listens there',
  TCP_RESET: 'cut off',
  TCP_UNREACHABLE: 'out of reach',
  TIMEOUT: 'no answer in time',
  WRONG_SERVICE: 'another kind of server',
  TLS_UNTRUSTED: 'its certificate is not trusted',
  TLS_HOSTNAME: 'its certificate is for another host',
  TLS_EXPIRED: 'its certificate has expired',
  TLS_REQUIRED: 'it wants encryption',
  TLS_UNSUPPORTED: 'it has no encryption',
  AUTH_FAILED: 'wrong user or password',
  DATABASE_NOT_FOUND: 'no such database',
  PERMISSION_DENIED: 'not permitted there',
  CAPACITY: 'no room for another connection',
  WAREHOUSE_STARTING: 'the warehouse was starting',
  QUERY_FAILED: 'a query failed',
  CATALOGUE_INCOMPLETE: 'its catalogue is not whole',
  CANCELLED: 'called off',
  DRIVER_CRASHED: 'the driver crashed',
};

export function failureWords(code: unknown): string | null {
  const known = DIAGNOSIS_CODES.find((one) => one === code);
  return known ? FAILURE_WORDS[known] : null;
}
