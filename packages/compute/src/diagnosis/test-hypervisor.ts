import { connect } from 'node:net';
import type { HypervisorStageResult, HypervisorTestResult } from '@portolan/contract';
import { getPool, makePool, mayMakePool, type Pool } from '../libvirt/pools.ts';
import { readCapacity } from '../libvirt/read-capacity.ts';
import type { Session } from '../virsh/session.ts';
import { explain } from './explain.ts';
import { failedTest, StageFailure, StageWalk, total } from './stage-walk.ts';

/** Walks a test from its socket on: what stands before that was walked by whoever asked. */
export async function testHypervisor(
  session: Session,
  address: string | null,
  onStage: (stage: HypervisorStageResult) => void,
): Promise<HypervisorTestResult> {
  const walk = new StageWalk(onStage, explain);
  const { reach } = session;
  try {
    if (address) await walk.stage('tcp', () => dial(address, reach.port, session.signal));
    await walk.stage('login', () => session.run('uri'));
    const version = await walk.stage(
      'version',
      () => readVersion(session),
      (text) => text,
    );
    const made = await walk.stage('storage', () => checkPools(session), sayMade);
    const capacity = await walk.stage('capacity', () => readCapacity(session));
    return {
      success: true,
      message: version,
      latencyMs: total(walk.stages),
      stages: walk.stages,
      version,
      capacity,
      warnings: [...warningsOf(session), ...made.map((name) => `The pool ${name} was missing and was made.`)],
    };
  } catch (error) {
    if (error instanceof StageFailure) return failedTest(walk.stages);
    throw error;
  }
}

function dial(address: string, port: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(signal.reason);
      else if (error.code === 'ECONNREFUSED')
        reject(new StageFailure('TCP_REFUSED', 'The host refused the connection'));
      else reject(new StageFailure('TCP_UNREACHABLE', 'The host cannot be reached'));
    });
  });
}

/** `QEMU 7.2.0, libvirt 9.0.0` */
async function readVersion(session: Session): Promise<string> {
  const text = await session.run('version', '--daemon');
  const hypervisor = /^Running hypervisor: (.+)$/m.exec(text)?.[1];
  const daemon = /^Running against daemon: (.+)$/m.exec(text)?.[1] ?? /^Using library: libvirt (.+)$/m.exec(text)?.[1];
  return [hypervisor, daemon && `libvirt ${daemon}`].filter(Boolean).join(', ');
}

/** Answers the names of pools that it has made. */
async function checkPools(session: Session): Promise<string[]> {
  const { machines, templates, images } = session.target.pools;
  const [all = '', active = ''] = await session.read([
    ['pool-list', '--all', '--name'],
    ['pool-list', '--name'],
  ]);
  const made: string[] = [];
  for (const name of new Set([machines, templates, images])) {
    if (!namesIn(all).includes(name)) {
      if (!mayMakePool(session, name)) throw new StageFailure('POOL_NOT_FOUND', `The hypervisor has no pool ${name}`);
      await makePool(session, name);
      made.push(name);
    } else if (!namesIn(active).includes(name)) {
      throw new StageFailure('POOL_INACTIVE', `The pool ${name} is not active`);
    }
    assertFiles(await getPool(session, name));
  }
  return made;
}

function assertFiles({ name, path }: Pool): void {
  if (!path) throw new StageFailure('UNSUPPORTED', `The pool ${name} is no folder with files`);
}

const namesIn = (text: string) => text.split('\n').map((line) => line.trim());

const sayMade = (made: string[]) => (made.length > 0 ? `Pools were made: ${made.join(', ')}` : undefined);

function warningsOf({ reach }: Session): string[] {
  const warnings: string[] = [];
  if (reach.params.has('no_verify')) warnings.push('The certificate of the hypervisor is not verified.');
  if (reach.transport === 'tcp') warnings.push('The connection to the hypervisor is not encrypted.');
  return warnings;
}
