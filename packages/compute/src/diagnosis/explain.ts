import type { HypervisorCode } from '@portolan/contract';
import { ComputeError } from '../compute-error.ts';
import { ClientMissing } from '../virsh/run-virsh.ts';
import { VirshFailure } from '../virsh/virsh-failure.ts';
import { StageFailure } from './stage-walk.ts';

/** What libvirt and ssh say, and what it means. The first that fits counts. */
const SAYINGS: [RegExp, HypervisorCode, string][] = [
  [
    /Host key verification failed|host key is known|REMOTE HOST IDENTIFICATION/i,
    'HOST_KEY_UNKNOWN',
    'The key of the host is not known, or not the one that is known',
  ],
  [
    /Permission denied \(|[Aa]uthentication (?:failed|unavailable)|incorrect user name or password|Cannot complete login|[Aa]ccess denied|error in libcrypto|invalid format|polkit/,
    'AUTH_FAILED',
    'The hypervisor refused the login',
  ],
  [/socket to '[^']*': Permission denied/, 'AUTH_FAILED', 'This user may not manage libvirt'],
  [/socket to '[^']*': (?:No such file|Connection refused)/, 'TCP_REFUSED', 'libvirt does not run on this machine'],
  [/Connection refused/, 'TCP_REFUSED', 'The host refused the connection'],
  [
    /[Ww]as not found in the server|certificate|TLS handshake/,
    'AUTH_FAILED',
    'The certificates of the hypervisor and the hub do not fit',
  ],
  [/No route to host|Network is unreachable|timed out/, 'TCP_UNREACHABLE', 'The host cannot be reached'],
  [/Could not resolve|Name or service not known/, 'DNS_NOT_FOUND', 'The name of the host is not known'],
  [
    /no connection driver available|not supported by the connection driver/,
    'UNSUPPORTED',
    'The client of libvirt does not know this kind of hypervisor',
  ],
  [
    /virt-ssh-helper|command not found|not found|kex_exchange|banner|End of file while reading|invalid header|HTTP response/,
    'WRONG_SERVICE',
    'What answers there is no libvirt',
  ],
];

/** Why a stage failed: its own reason, else what virsh has said. */
export function explain(error: unknown): StageFailure {
  if (error instanceof StageFailure) return error;
  if (error instanceof VirshFailure) {
    const found = SAYINGS.find(([pattern]) => pattern.test(error.said));
    if (found) return new StageFailure(found[1], found[2]);
    return new StageFailure('QUERY_FAILED', error.message);
  }
  if (error instanceof ClientMissing) return new StageFailure('CLIENT_MISSING', error.message);
  if (error instanceof ComputeError) return new StageFailure(CODES[error.code] ?? 'QUERY_FAILED', error.message);
  return new StageFailure('QUERY_FAILED', 'The test could not be ended');
}

const CODES: Partial<Record<ComputeError['code'], HypervisorCode>> = {
  UNREACHABLE: 'TIMEOUT',
  UNSUPPORTED: 'UNSUPPORTED',
  NOT_FOUND: 'POOL_NOT_FOUND',
};
