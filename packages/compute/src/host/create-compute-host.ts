import path from 'node:path';
import {
  type HypervisorStageResult,
  type HypervisorTestResult,
  type LibvirtReach,
  readLibvirtUri,
} from '@portolan/contract';
import { ComputeError } from '../compute-error.ts';
import { explain } from '../diagnosis/explain.ts';
import { failedTest, StageFailure, StageWalk, total } from '../diagnosis/stage-walk.ts';
import type { ComputeCall, ComputeGateway, HypervisorTarget } from '../hypervisor.ts';
import type { ComputeEgress } from './compute-egress.ts';
import { ComputeProcess } from './compute-process.ts';
import { eventsOf } from './events-of.ts';
import type { Call, Report } from './protocol.ts';
import type { ComputeNode } from './spawn-worker.ts';
import { sweepHome } from './sweep-home.ts';

export interface ComputeHostOptions {
  egress: ComputeEgress;
  /** A folder of ours for the files of calls, closed to others: it is made, and cleared of what earlier processes have left. */
  home: string;
  /** Files with the keys of hosts that people have checked; whoever has another key is not spoken to. */
  knownHosts?: string[];
  /** What a call has, 15000 by default; a test, which is several, has twice that. Powering down has its grace besides, an upload its own time. */
  deadlineMs?: number;
  /** What the upload of an image has, an hour by default. */
  uploadMs?: number;
  /** The worker script; by default the one beside this file, in the sources as in a bundle. */
  worker?: URL | string;
  /** What runs it; by default the Node of this process. */
  node?: ComputeNode;
}

/** The gateway to hypervisors: one process beside this one speaks to them all. It is started with the first call. */
export function createComputeHost(options: ComputeHostOptions): ComputeGateway & { readonly pid: number | undefined } {
  const { egress, home, deadlineMs = 15_000, uploadMs = 3_600_000 } = options;
  const node = options.node ?? { path: process.execPath, serialization: 'advanced' };
  const script = options.worker ?? new URL(`./compute-worker${path.extname(import.meta.url)}`, import.meta.url);
  let worker: ComputeProcess | null = null;
  let closed = false;

  const started = (): ComputeProcess => {
    if (closed) throw new ComputeError('UNREACHABLE', 'The service is shutting down');
    if (worker?.alive) return worker;
    sweepHome(home);
    worker = new ComputeProcess({ script, node, home, knownHosts: options.knownHosts ?? [] });
    return worker;
  };
  const run = async (target: HypervisorTarget, call: Call, over: Partial<Running> = {}): Promise<unknown> => {
    const { signal, report = () => {} } = over;
    const address = over.address === undefined ? await addressOf(reachOf(target), egress, signal) : over.address;
    const within = over.deadlineMs === undefined ? deadlineMs : over.deadlineMs;
    return started().run({ call, target, address, deadlineMs: within, signal, report });
  };
  /** The worker answers each verb with its own type. */
  const ask = async <T>(target: HypervisorTarget, call: Call, { signal }: ComputeCall = {}, within = deadlineMs) =>
    (await run(target, call, { signal, deadlineMs: within })) as T;

  return {
    get pid() {
      return worker?.alive ? worker.pid : undefined;
    },
    async test(target, { signal, onStage = () => {} } = {}) {
      const walk = new StageWalk(onStage, explain);
      try {
        const reach = await walk.stage('config', () => checkedReach(target));
        const address = await walkPolicy(walk, reach, egress, signal);
        const report = (report: Report) => report.type === 'stage' && onStage(report.stage);
        const result = await run(target, { verb: 'test' }, { signal, address, report, deadlineMs: 2 * deadlineMs });
        return joined(walk.stages, result as HypervisorTestResult);
      } catch (error) {
        if (error instanceof StageFailure) return failedTest(walk.stages);
        return lostTest(walk, error);
      }
    },
    list: (target, call) => ask(target, { verb: 'list' }, call),
    get: (target, id, call) => ask(target, { verb: 'get', id }, call),
    capacity: (target, call) => ask(target, { verb: 'capacity' }, call),
    templates: (target, call) => ask(target, { verb: 'templates' }, call),
    images: (target, call) => ask(target, { verb: 'images' }, call),
    disks: (target, call) => ask(target, { verb: 'disks' }, call),
    upload: (target, image, call) => ask(target, { verb: 'upload', ...image }, call, uploadMs),
    createDisk: (target, spec, call) => ask(target, { verb: 'createDisk', spec }, call),
    define: (target, spec, call) => ask(target, { verb: 'define', spec }, call),
    start: (target, id, call) => ask(target, { verb: 'start', id }, call),
    stop: (target, id, { graceMs }, call) => ask(target, { verb: 'stop', id, graceMs }, call, graceMs + deadlineMs),
    restart: (target, id, { graceMs }, call) =>
      ask(target, { verb: 'restart', id, graceMs }, call, graceMs + deadlineMs),
    rename: (target, id, name, call) => ask(target, { verb: 'rename', id, name }, call),
    remove: (target, id, call) => ask(target, { verb: 'remove', id }, call),
    removeDisk: (target, volume, call) => ask(target, { verb: 'removeDisk', volume }, call),
    removeImage: (target, volume, call) => ask(target, { verb: 'removeImage', volume }, call),
    address: (target, id, call) => ask(target, { verb: 'address', id }, call),
    console: (target, id, from, call) => ask(target, { verb: 'console', id, from }, call),
    watch: (target, signal) =>
      eventsOf((until, report) => run(target, { verb: 'watch' }, { signal: until, deadlineMs: null, report }), signal),
    async close() {
      closed = true;
      await worker?.close();
    },
  };
}

interface Running {
  signal: AbortSignal | undefined;
  deadlineMs: number | null;
  address: string | null;
  report: (report: Report) => void;
}

function reachOf({ uri }: HypervisorTarget): LibvirtReach {
  const reach = readLibvirtUri(uri, { isOwn: true });
  if ('problem' in reach) throw new ComputeError('REFUSED', reach.problem);
  return reach;
}

function checkedReach({ uri }: HypervisorTarget): LibvirtReach {
  const reach = readLibvirtUri(uri, { isOwn: true });
  if ('problem' in reach) throw new StageFailure('CONFIG_INVALID', reach.problem);
  return reach;
}

async function addressOf(
  reach: LibvirtReach,
  egress: ComputeEgress,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  if (!reach.host) return null;
  const answer = await egress(reach.host, signal);
  if ('address' in answer) return answer.address;
  throw new ComputeError(answer.code === 'EGRESS_BLOCKED' ? 'REFUSED' : 'UNREACHABLE', answer.message);
}

/** A socket of this machine has neither a policy nor a name: those stages are absent. */
async function walkPolicy(
  walk: StageWalk,
  reach: LibvirtReach,
  egress: ComputeEgress,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  if (!reach.host) return null;
  const answer = await egress(reach.host, signal);
  const stageOf = (stage: 'policy' | 'dns') => () => {
    if (!('address' in answer) && answer.stage === stage) throw new StageFailure(answer.code, answer.message);
  };
  await walk.stage('policy', stageOf('policy'));
  await walk.stage('dns', stageOf('dns'));
  return 'address' in answer ? answer.address : null;
}

function joined(before: HypervisorStageResult[], result: HypervisorTestResult): HypervisorTestResult {
  const stages = [...before, ...result.stages];
  return { ...result, stages, latencyMs: total(stages) };
}

/** The stages went down with the process, or the call was left. */
async function lostTest(walk: StageWalk, error: unknown): Promise<HypervisorTestResult> {
  const fail = () => {
    throw error instanceof ComputeError ? error : new ComputeError('REFUSED', 'The test could not be ended');
  };
  await walk.stage('login', fail).catch(() => {});
  return failedTest(walk.stages);
}
