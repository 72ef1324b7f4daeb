import { spawn } from 'node:child_process';
import { ComputeError } from '../compute-error.ts';

export interface VirshRun {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** A program lacks where the hub runs: no hypervisor is to blame. */
export class ClientMissing extends ComputeError {
  constructor(program: string) {
    super('UNSUPPORTED', `The program ${program} is not installed where the hub runs`);
  }
}

const OUTPUT_MAX = 64 * 1_024 * 1_024;
/** A daemon that has gone silent is told from one that works on something. Drivers that run inside of virsh have no daemon. */
const KEEPALIVE = ['-k', '5', '-K', '2'];
const WITHOUT_DAEMON = /^(?:test|esx|vpx):/;

/** Arguments that every virsh has. */
export function virshArgs(uri: string, script: string): string[] {
  return ['-q', ...(WITHOUT_DAEMON.test(uri) ? [] : KEEPALIVE), '-c', uri, script];
}

/** Runs virsh to its end, or until the signal fires: then it is killed, with what it has started. */
export function runVirsh(args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<VirshRun> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    // A group of its own, without a terminal that ssh could ask at.
    const child = spawn('virsh', args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const kill = () => killGroup(child.pid);
    const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    const take = (name: 'stdout' | 'stderr') => (part: Buffer) => {
      size += part.length;
      if (size > OUTPUT_MAX) kill();
      else parts[name].push(part);
    };
    child.stdout.on('data', take('stdout'));
    child.stderr.on('data', take('stderr'));
    const leave = () => {
      kill();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    child.once('error', () => {
      signal.removeEventListener('abort', leave);
      reject(new ClientMissing('virsh'));
    });
    child.once('close', (code) => {
      signal.removeEventListener('abort', leave);
      if (size > OUTPUT_MAX) return reject(new ComputeError('REFUSED', 'The hypervisor said more than can be read'));
      const text = (name: 'stdout' | 'stderr') => Buffer.concat(parts[name]).toString();
      resolve({ stdout: text('stdout'), stderr: text('stderr'), code });
    });
  });
}

/** Ends a child that leads a group, and all in it. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
