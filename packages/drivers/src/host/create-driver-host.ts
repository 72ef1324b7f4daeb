import path from 'node:path';
import { type FieldList, type SchemaList, type TablePage, TEAM_OF_CODE, type TestResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { Caller, ConnectionTarget, DriverGateway } from '../driver.ts';
import { createEgressPolicy, type EgressRules } from '../egress/egress-policy.ts';
import { CrashWatch } from './crash-watch.ts';
import { DriverPool, type RunOptions } from './driver-pool.ts';
import type { HostEvent } from './host-event.ts';
import { type NodeProgram, ownNode } from './node-program.ts';
import { lostFailure, type Outcome } from './outcome.ts';
import { pagesOf } from './pages-of.ts';
import type { Call } from './protocol.ts';

export interface DriverHostOptions {
  egress: EgressRules;
  /** Most worker processes, 2 by default; as many again for Snowflake, each for one tenant at a time. */
  size?: number;
  /** What a call has before it answers TIMEOUT, 5000 by default. */
  deadlineMs?: number;
  /** When a worker that ignores its deadline is killed, 10000 by default. */
  hardCapMs?: number;
  /** What an introspection has, 60000 by default. */
  introspectionMs?: number;
  /** What the code of a kind may take to load, 30000 by default: it is loaded before the time of a call begins. */
  loadMs?: number;
  /** Heap of a worker in MiB, 192 by default. */
  memoryMb?: number;
  /** The worker script; by default the one beside this file, in the sources as in a bundle. */
  worker?: URL | string;
  /** What runs it; by default the Node of this process. */
  node?: NodeProgram;
  onEvent?: (event: HostEvent) => void;
}

/** A worker that ignores the end of an introspection is killed this much later. */
const INTROSPECTION_GRACE_MS = 5_000;

/** The gateway to the drivers, which run in confined child processes. Throws for egress rules that cannot be read. */
export function createDriverHost(options: DriverHostOptions): DriverGateway {
  const { egress, size = 2, deadlineMs = 5_000, hardCapMs = 10_000, memoryMb = 192 } = options;
  const { introspectionMs = 60_000, loadMs = 30_000, node = ownNode() } = options;
  const crashes = new CrashWatch();
  const onEvent = (event: HostEvent) => {
    crashes.see(event);
    options.onEvent?.(event);
  };
  // Workers build their own policy; building one here refuses a bad rule at the start.
  createEgressPolicy(egress);
  const script = options.worker ?? new URL(`./worker${path.extname(import.meta.url)}`, import.meta.url);
  const common = { egress, size, memoryMb, script, node, onEvent, loadMs };
  const shared = new DriverPool({ ...common, onePerTenant: false });
  // Its SDK keeps what a server says in the process: two tenants must never meet there.
  const apart = new DriverPool({ ...common, onePerTenant: true });
  const run = (call: Call, caller: Caller = {}, over: Partial<RunOptions> = {}) =>
    poolFor(call.target).run(call, {
      tenant: caller.tenant ?? '',
      signal: caller.signal,
      deadlineMs,
      hardCapMs,
      ...over,
    });
  const poolFor = ({ dbType }: ConnectionTarget) => (dbType === 'snowflake' ? apart : shared);
  const ask = async <T>(call: Call, caller?: Caller) => answerOf<T>(await run(call, caller));

  return {
    async diagnose(target, caller = {}) {
      const { onStage } = caller;
      const started = performance.now();
      const outcome = await run({ verb: 'diagnose', target, telling: onStage !== undefined }, caller, {
        onReport: (report) => report.type === 'stage' && onStage?.(report.stage),
      });
      return testResult(outcome, Math.round(performance.now() - started));
    },
    async check(target, caller) {
      const started = performance.now();
      const outcome = await run({ verb: 'check', target }, caller);
      // A call that hung beyond the hard cap has met something: it is the driver's to bear what a server does.
      if (outcome.kind === 'lost' && outcome.cause !== 'stuck') return null;
      return testResult(outcome, Math.round(performance.now() - started));
    },
    introspect: (target, scope, caller = {}) =>
      pagesOf(async (signal, onReport) => {
        const times = { deadlineMs: introspectionMs, hardCapMs: introspectionMs + INTROSPECTION_GRACE_MS };
        answerOf(await run({ verb: 'introspect', target, scope }, { ...caller, signal }, { ...times, onReport }));
      }, caller.signal),
    schemas: (target, caller) => ask<SchemaList>({ verb: 'schemas', target }, caller),
    tables: (target, query, caller) => ask<TablePage>({ verb: 'tables', target, query }, caller),
    fields: (target, query, caller) => ask<FieldList | null>({ verb: 'fields', target, query }, caller),
    async warm(kinds) {
      await shared.warm(kinds.filter((kind) => kind !== 'snowflake'));
      await apart.warm(kinds.filter((kind) => kind === 'snowflake'));
    },
    load() {
      const [one, other] = [shared.load, apart.load];
      return {
        processes: one.processes + other.processes,
        busy: one.busy + other.busy,
        waiting: one.waiting + other.waiting,
        crashes: crashes.count,
        failing: crashes.isFailing && one.processes + other.processes === 0,
      };
    },
    close: async () => {
      await Promise.all([shared.close(), apart.close()]);
    },
  };
}

function testResult(outcome: Outcome, latencyMs: number): TestResult {
  if (outcome.kind === 'answer') return outcome.value as TestResult;
  const { code, message, stages } = failureIn(outcome, latencyMs);
  return { success: false, message, latencyMs, code, stage: stages.at(-1)?.stage ?? 'config', stages };
}

function answerOf<T>(outcome: Outcome): T {
  if (outcome.kind === 'answer') return outcome.value as T;
  const { code, message, stages } = failureIn(outcome, 0);
  throw new DiagnosisError(code, message, stages);
}

function failureIn(outcome: Exclude<Outcome, { kind: 'answer' }>, ms: number): DiagnosisError {
  if (outcome.kind === 'failure') return new DiagnosisError(outcome.code, outcome.message, outcome.stages);
  // The stages went down with the process: all that is known is that the call began.
  const { code, message, remedy } = lostFailure(outcome.cause);
  const stage = { stage: 'config' as const, ok: false, ms, code, message, remedy, team: TEAM_OF_CODE[code] };
  return new DiagnosisError(code, message, [stage]);
}
