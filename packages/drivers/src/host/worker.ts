/** Entry of a worker process: calls come in, reports and one answer each go out, many calls at once. */
import type { StageResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import { failureOf } from '../diagnosis/failure-of.ts';
import type { DriverCall, EgressPolicy } from '../driver.ts';
import { installEgressGuard } from '../egress/egress-guard.ts';
import { createEgressPolicy } from '../egress/egress-policy.ts';
import { findFields } from '../introspection/find-fields.ts';
import { listSchemas } from '../introspection/list-schemas.ts';
import { listTables } from '../introspection/list-tables.ts';
import { TableTeller } from '../introspection/table-teller.ts';
import { driverFor, loadDriver } from '../registry.ts';
import { deadlineAt } from '../stages/deadline.ts';
import { handBackMemory } from './hand-back-memory.ts';
import { watchMemory } from './memory-watch.ts';
import { PageTurner } from './page-turner.ts';
import type { Call, FromWorker, ToWorker } from './protocol.ts';

/** Loading is over when nothing more has been asked for in this time. */
const SETTLE_MS = 1_000;

/** What telling the servers may take, once the parent has ended. */
const FAREWELL_MS = 1_000;

let policy: EgressPolicy | null = null;
const underWay = new Map<number, { left: AbortController; turner: PageTurner }>();

/** Once nothing has been loaded for a moment: whoever calls at once does not wait for it. */
const settling = setTimeout(() => underWay.size === 0 && handBackMemory(), SETTLE_MS).unref();

// The channel closes when the parent ends, however it ends. Then nobody waits: servers are told so, as many of them do not
// notice a closed connection while they wait for a lock.
process.on('disconnect', () => {
  if (underWay.size === 0) process.exit(0);
  for (const { left } of underWay.values()) left.abort();
  setTimeout(() => process.exit(0), FAREWELL_MS);
});

process.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'start':
      start(createEgressPolicy(message.egress), message.rssLimitMb);
      break;
    case 'load':
      // What cannot be loaded fails the call that needs it.
      void loadDriver(message.kind)
        .catch(() => {})
        .then(() => {
          send({ type: 'loaded', kind: message.kind });
          settling.refresh();
        });
      break;
    case 'call':
      void answer(message.id, message.call, message.deadlineAt);
      break;
    case 'more':
      underWay.get(message.id)?.turner.more();
      break;
    case 'leave':
      underWay.get(message.id)?.left.abort();
  }
});

function start(egress: EgressPolicy, rssLimitMb: number): void {
  policy = egress;
  installEgressGuard(egress);
  watchMemory(rssLimitMb);
}

async function answer(id: number, call: Call, at: number): Promise<void> {
  const left = new AbortController();
  const deadline = deadlineAt(at, left.signal);
  const turner = new PageTurner(deadline);
  underWay.set(id, { left, turner });
  try {
    if (!policy) throw new Error('called before start');
    const telling = call.verb === 'diagnose' && call.telling;
    const onStage = telling ? (stage: StageResult) => send({ type: 'stage', id, stage }) : undefined;
    send({ type: 'answer', id, value: await perform(id, call, { policy, deadline, onStage }, turner) });
  } catch (error) {
    const { code, message } = error instanceof DiagnosisError ? error : failureOf(error);
    send({ type: 'failure', id, code, message, stages: error instanceof DiagnosisError ? error.stages : [] });
  } finally {
    underWay.delete(id);
  }
}

async function perform(id: number, call: Call, context: DriverCall, turner: PageTurner): Promise<unknown> {
  const driver = await driverFor(call.target.dbType);
  switch (call.verb) {
    case 'diagnose':
      return driver.diagnose(call.target, context);
    case 'check':
      return (driver.check ?? driver.diagnose)(call.target, context);
    case 'schemas':
      return listSchemas(driver, call.target, context);
    case 'tables':
      return listTables(driver, call.target, call.query, context);
    case 'fields':
      return findFields(driver, call.target, call.query, context);
    case 'introspect': {
      const { known = [], ...scope } = call.scope;
      const teller = new TableTeller(known);
      for await (const page of driver.introspect(call.target, scope, context)) {
        await turner.turn();
        send({ type: 'page', id, page: page.kind === 'outline' ? page : teller.tell(page) });
      }
      return null;
    }
  }
}

function send(message: FromWorker): void {
  // An error here means that the parent is gone; `disconnect` ends this process.
  process.send?.(message, undefined, undefined, () => {});
}
