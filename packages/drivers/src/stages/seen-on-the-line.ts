import type { Stage } from '@portolan/contract';
import type { Line } from './line.ts';
import { StageFailure } from './stage-failure.ts';

const CHECK_BOTH = 'Check host and port: another service may be listening there';
const BALANCER = 'so does a load balancer without a live server, or with the PROXY protocol on one side only';

/** A failure after the connection was made, told anew where the line knows more than the driver did. */
export function seenOnTheLine(failure: StageFailure, stage: Stage, line: Line | undefined): StageFailure {
  if (!line) return failure;
  if (line.reset && (failure.code === 'WRONG_SERVICE' || failure.code === 'TLS_UNSUPPORTED')) return hungUp();
  if (failure.code === 'WRONG_SERVICE' && !line.heard) {
    return new StageFailure('WRONG_SERVICE', failure.message, `${CHECK_BOTH}; ${BALANCER}`, failure.stage);
  }
  // By itself a deadline blames the way to the server, which was open.
  if (failure.code === 'TIMEOUT' && failure.byDeadline) return line.heard ? stalled(stage) : silent();
  return failure;
}

/** Whoever accepts and breaks off is rarely the server itself. */
export function hungUp(): StageFailure {
  return new StageFailure(
    'TCP_RESET',
    'The connection was accepted and broken off at once: something in between hangs up',
    'Ask the network team which firewall or load balancer stands in between, whether it lets this installation in, has a live server, and wants the PROXY protocol',
    'tcp',
  );
}

function silent(): StageFailure {
  const message = 'The port accepts connections, but nothing greets or answers there';
  const failure = new StageFailure('TIMEOUT', message, `${CHECK_BOTH}; ${BALANCER}`);
  failure.team = 'owner';
  return failure;
}

function stalled(stage: Stage): StageFailure {
  const early = stage === 'tls' || stage === 'auth';
  const failure = new StageFailure(
    'TIMEOUT',
    early ? 'The server began to answer and then fell silent' : 'The server did not answer within the time limit',
    early
      ? 'Ask the DBA whether the server, or a pooler before it, waits for something: a server behind it, a free place, a name service'
      : 'Try again; ask the DBA what the server is busy with, or who holds a lock that the query waits for',
  );
  failure.team = 'dba';
  return failure;
}
