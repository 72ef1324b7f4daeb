import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The Node that runs the worker, and how two processes of different engines tell each other things. */
export interface ComputeNode {
  path: string;
  serialization: 'advanced' | 'json';
}

/** Starts the worker with nothing of our environment but where programs are found. */
export function spawnWorker(script: URL | string, node: ComputeNode): ChildProcess {
  const file = script instanceof URL ? fileURLToPath(script) : script;
  return spawn(node.path, ['--max-old-space-size=192', '--max-semi-space-size=4', file], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', MALLOC_ARENA_MAX: '1' },
    serialization: node.serialization,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
