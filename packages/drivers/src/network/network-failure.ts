import { EGRESS_REFUSAL } from '../egress/egress-policy.ts';
import { hungUp } from '../stages/seen-on-the-line.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** What an error of the resolver or of a TCP connect means. */
export function networkFailure(error: NodeJS.ErrnoException, place: string): StageFailure {
  switch (error.code) {
    case 'EGRESS_BLOCKED':
      return egressFailure();
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
    case 'EAI_FAIL':
      return new StageFailure(
        'DNS_NOT_FOUND',
        'The host name cannot be resolved',
        'Check the spelling of the host; if it is right, ask the network team whether this name is known here',
      );
    // The news that the connection is there can be overtaken by its end.
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return hungUp();
    case 'ECONNREFUSED':
      return new StageFailure(
        'TCP_REFUSED',
        `Nothing accepts connections at ${place}`,
        'Check the port; ask the DBA whether the server is running and listens on this address',
      );
    case 'ETIMEDOUT':
      return new StageFailure(
        'TIMEOUT',
        `${place} does not answer`,
        'Ask the network team whether a firewall drops the packets, and the DBA whether the server is up',
      );
    default:
      return new StageFailure(
        'TCP_UNREACHABLE',
        `${place} cannot be reached from here`,
        'Ask the network team for a route from this installation to the server',
      );
  }
}

export function egressFailure(): StageFailure {
  return new StageFailure(
    'EGRESS_BLOCKED',
    EGRESS_REFUSAL,
    'Ask the operator of this installation which destinations its egress policy allows',
    'policy',
  );
}
