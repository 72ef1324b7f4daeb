/** Entry of a worker process: one message in, one message out, many calls at once. */
import { deadlineAt } from '../diagnosis/deadline.ts';
import { failureOf } from '../diagnosis/failure-of.ts';
import { DiagnosisError } from '../driver.ts';
import { driverFor } from '../registry.ts';
import type { CallContext } from '../target-driver.ts';
import { installEgressGuard } from './egress-guard.ts';
import { createEgressPolicy, type EgressPolicy } from './egress-policy.ts';
import { watchMemory } from './memory-watch.ts';
import type { Call, FromWorker, ToWorker } from './protocol.ts';

let policy: EgressPolicy | null = null;

// The channel closes when the parent ends, however it ends.
process.on('disconnect', () => process.exit(0));

process.on('message', (message: ToWorker) => {
  if (message.type === 'call') void answer(message.id, message.call, message.deadlineAt);
  else start(createEgressPolicy(message.egress), message.rssLimitMb);
});

function start(egress: EgressPolicy, rssLimitMb: number): void {
  policy = egress;
  installEgressGuard(egress);
  watchMemory(rssLimitMb);
}

async function answer(id: number, call: Call, at: number): Promise<void> {
  try {
    if (!policy) throw new Error('called before start');
    send({ type: 'answer', id, value: await perform(call, { policy, deadline: deadlineAt(at) }) });
  } catch (error) {
    const { code, message } = error instanceof DiagnosisError ? error : failureOf(error);
    send({ type: 'failure', id, code, message, stages: error instanceof DiagnosisError ? error.stages : [] });
  }
}

async function perform(call: Call, context: CallContext): Promise<unknown> {
  const driver = await driverFor(call.target.dbType);
  switch (call.verb) {
    case 'test':
      return driver.test(call.target, context);
    case 'schemas':
      return driver.schemas(call.target, context);
    case 'tables':
      return driver.tables(call.target, call.query, context);
    case 'fields':
      return driver.fields(call.target, call.query, context);
  }
}

function send(message: FromWorker): void {
  // An error here means that the parent is gone; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => {});
}
