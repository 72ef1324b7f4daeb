import type { FieldList, SchemaList, TablePage, TestResult } from '@portolan/contract';
import { DiagnosisError, type DriverGateway } from '../driver.ts';
import { DriverPool } from './driver-pool.ts';
import { createEgressPolicy, type EgressRules } from './egress-policy.ts';
import type { HostEvent } from './host-event.ts';
import { lostFailure, type Outcome } from './outcome.ts';
import type { Call } from './protocol.ts';

export interface DriverHostOptions {
  egress: EgressRules;
  /** Most worker processes, 2 by default. */
  size?: number;
  /** What a call has before it answers TIMEOUT, 5000 by default. */
  deadlineMs?: number;
  /** When a worker that ignores its deadline is killed, 10000 by default. */
  hardCapMs?: number;
  /** Heap of a worker in MiB, 192 by default. */
  memoryMb?: number;
  /** The worker script; a bundle passes its own. */
  worker?: URL | string;
  onEvent?: (event: HostEvent) => void;
}

/** The gateway to the drivers, which run in confined child processes. Throws for egress rules that cannot be read. */
export function createDriverHost(options: DriverHostOptions): DriverGateway {
  const { egress, size = 2, deadlineMs = 5_000, hardCapMs = 10_000, memoryMb = 192 } = options;
  // Workers build their own policy; building one here refuses a bad rule at the start.
  createEgressPolicy(egress);
  const script = options.worker ?? new URL('./worker.ts', import.meta.url);
  const onEvent = options.onEvent ?? (() => {});
  const pool = new DriverPool({ egress, size, deadlineMs, hardCapMs, memoryMb, script, onEvent });

  return {
    async test(target) {
      const started = performance.now();
      const outcome = await pool.run({ verb: 'test', target });
      return testResult(outcome, Math.round(performance.now() - started));
    },
    schemas: (target) => charted<SchemaList>(pool, { verb: 'schemas', target }),
    tables: (target, query) => charted<TablePage>(pool, { verb: 'tables', target, query }),
    fields: (target, query) => charted<FieldList | null>(pool, { verb: 'fields', target, query }),
    close: () => pool.close(),
  };
}

function testResult(outcome: Outcome, latencyMs: number): TestResult {
  switch (outcome.kind) {
    case 'answer':
      return outcome.value as TestResult;
    case 'failure': {
      const { code, message, stages } = outcome;
      return { success: false, message, latencyMs, code, stage: stages.at(-1)?.stage ?? 'config', stages };
    }
    case 'lost': {
      // The stages went down with the process: all that is known is that the call began.
      const { code, message, remedy } = lostFailure(outcome.cause);
      const stage = { stage: 'config' as const, ok: false, ms: latencyMs, code, message, remedy };
      return { success: false, message, latencyMs, code, stage: 'config', stages: [stage] };
    }
  }
}

async function charted<T>(pool: DriverPool, call: Call): Promise<T> {
  const started = performance.now();
  const outcome = await pool.run(call);
  if (outcome.kind === 'answer') return outcome.value as T;
  if (outcome.kind === 'failure') throw new DiagnosisError(outcome.code, outcome.message, outcome.stages);
  const { code, message, stages } = testResult(outcome, Math.round(performance.now() - started));
  throw new DiagnosisError(code ?? 'DRIVER_CRASHED', message, stages);
}
