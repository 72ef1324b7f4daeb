import type { ConnectionKind, TestResult } from '@portolan/contract';
import type { DriverGateway } from '@portolan/drivers';
import { createDriverHost } from '@portolan/drivers/host';
import { ALL_FAULTS } from './all-faults.ts';
import type { Fault } from './fault.ts';
import { closeSharedServers } from './shared-server.ts';

/** What a diagnosis has, and what it may take beyond until it counts as late. */
const DEADLINE_MS = 5_000;
const GRACE_MS = 500;
/** Little enough that no fault waits for another. */
const AT_A_TIME = 4;
const PASS_PERCENT = 95;

interface Verdict {
  fault: Fault;
  got: string;
  ms: number;
  right: boolean;
  /** Never right, whatever was expected. */
  fatal: boolean;
}

/**
 * `pnpm bench faults [engine]`: makes every fault, diagnoses it with the real driver host and compares. Answers whether
 * enough was told right, nothing crashed and nothing was late.
 */
export async function runFaults(engine?: string): Promise<boolean> {
  const engines = (Object.keys(ALL_FAULTS) as ConnectionKind[]).filter((kind) => !engine || kind === engine);
  if (engines.length === 0) throw new Error(`no faults of '${engine}': ${Object.keys(ALL_FAULTS).join(', ')}`);
  const host = createDriverHost({
    egress: { allow: [], deny: [], allowPrivate: true },
    deadlineMs: DEADLINE_MS,
  });
  const verdicts: Verdict[] = [];
  try {
    for (const kind of engines) {
      const faults = (await ALL_FAULTS[kind]?.()) ?? [];
      await host.warm([kind]);
      const ofEngine = await inParallel(faults, (fault) => judge(host, fault));
      verdicts.push(...ofEngine);
      print(kind, ofEngine);
    }
  } finally {
    await host.close();
    await closeSharedServers();
  }
  console.log(`\nall engines: ${summary(verdicts)}`);
  return percentRight(verdicts) >= PASS_PERCENT && !verdicts.some(({ fatal }) => fatal);
}

async function judge(host: DriverGateway, fault: Fault): Promise<Verdict> {
  await using made = await fault.start();
  const started = performance.now();
  const result = await host.diagnose(made.target);
  const ms = performance.now() - started;
  const late = ms > DEADLINE_MS + GRACE_MS;
  const fatal = late || result.code === 'DRIVER_CRASHED';
  return {
    fault,
    got: late ? `${gotOf(result)}, late` : gotOf(result),
    ms,
    right: !fatal && isRight(fault, result),
    fatal,
  };
}

function isRight({ stage, code }: Fault, result: TestResult): boolean {
  const { stage: failed, code: told } = result;
  return failed !== undefined && told !== undefined && [stage].flat().includes(failed) && [code].flat().includes(told);
}

const gotOf = ({ success, stage, code }: TestResult) => (success ? 'success' : `${stage} ${code}`);
const expectedOf = ({ stage, code }: Fault) => `${[stage].flat().join('|')} ${[code].flat().join('|')}`;

async function inParallel<T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const at = next++;
      results[at] = await work(list[at] as T);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

function print(kind: string, verdicts: Verdict[]): void {
  const rows = verdicts.map(({ fault, got, ms, right }) => [
    right ? 'right' : 'WRONG',
    fault.name,
    expectedOf(fault),
    got,
    `${Math.round(ms)} ms`,
  ]);
  const lines = [['', 'fault', 'expected', 'got', 'time'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${kind}: ${summary(verdicts)}`);
  for (const line of lines)
    console.log(
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

function summary(verdicts: readonly Verdict[]): string {
  const right = verdicts.filter((verdict) => verdict.right).length;
  const slowest = Math.max(...verdicts.map(({ ms }) => ms));
  return `${right} of ${verdicts.length} faults right (${percentRight(verdicts).toFixed(1)} %), slowest ${Math.round(slowest)} ms`;
}

function percentRight(verdicts: readonly Verdict[]): number {
  return (100 * verdicts.filter(({ right }) => right).length) / Math.max(1, verdicts.length);
}
