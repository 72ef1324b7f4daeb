// What is known of a diagnosis without any schema, for whoever only shows one.

/** The stages a connection test walks, in order. A stage that was not reached is absent from the answer. */
export const STAGES = ['config', 'policy', 'dns', 'tcp', 'tls', 'auth', 'database', 'query', 'privileges'] as const;

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
  'DRIVER_HOST_UNREACHABLE',
] as const;

/** Who can mend what a stage found. */
export const TEAMS = ['owner', 'dba', 'network', 'operator', 'nobody'] as const;

type Code = (typeof DIAGNOSIS_CODES)[number];
type Called = (typeof TEAMS)[number];

/**
 * The team to call for each code, unless a stage knows better: the owner of the connection, the database's administrators, the network team or the
 * operator of this installation. `nobody`: it mends itself.
 */
export const TEAM_OF_CODE: Record<Code, Called> = {
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
  DRIVER_HOST_UNREACHABLE: 'operator',
};
