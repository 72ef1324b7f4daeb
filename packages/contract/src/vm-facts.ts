// What is known of machines without any schema: a page shows it before it checks anything.

/** What a list of machines can be ordered by: size by CPUs, then memory, then disk. */
export const VM_SORTS = ['name', 'status', 'size', 'created'] as const;
export const VM_STATUSES = ['RUNNING', 'STOPPED', 'PROVISIONING', 'ERROR'] as const;
export const VM_ACTIONS = ['start', 'stop', 'restart'] as const;
/** In the order of their gravity: what a machine writes to its console is DEBUG. */
export const VM_LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** Memory and disks come in steps of an eighth of a GiB. */
export const GB_STEP = 0.125;
export const VM_CPU_MAX = 64;
export const VM_MEMORY_GB_MAX = 4_096;
export const VM_DISK_GB_MAX = 65_536;
/** The most machines of one page. */
export const VMS_PAGE_MAX = 200;
export const ISO_BYTES_MAX = 8 * 1_024 ** 3;

/** The stages a test of a hypervisor walks, in order. A stage that was not reached is absent from the answer. */
export const HYPERVISOR_STAGES = ['config', 'policy', 'dns', 'tcp', 'login', 'version', 'storage', 'capacity'] as const;

/** Why a test of a hypervisor failed. */
export const HYPERVISOR_CODES = [
  'CONFIG_INVALID',
  'CREDENTIAL_REENTRY_REQUIRED',
  'CREDENTIAL_UNREADABLE',
  'EGRESS_BLOCKED',
  'DNS_NOT_FOUND',
  'TCP_REFUSED',
  'TCP_UNREACHABLE',
  'TIMEOUT',
  'AUTH_FAILED',
  'HOST_KEY_UNKNOWN',
  'WRONG_SERVICE',
  'UNSUPPORTED',
  'POOL_NOT_FOUND',
  'POOL_INACTIVE',
  'CLIENT_MISSING',
  'QUERY_FAILED',
] as const;
