import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { NodeProgram } from './node-program.ts';
import { readablePaths } from './readable-paths.ts';

/** How a worker process is confined. */
export interface WorkerLimits {
  /** Path or file URL of the worker script. */
  script: URL | string;
  /** Bound of the JavaScript heap. */
  memoryMb: number;
  /** What runs it: drivers, and what confines them, are made for Node alone. */
  node: NodeProgram;
}

/**
 * Starts a worker: no inherited environment, no output, no files but its own code to read, no file writes, no processes, threads or native code. Its
 * standard error is dropped because an SDK may print a credential there.
 */
export function spawnWorker({ script, memoryMb, node }: WorkerLimits): ChildProcess {
  const args = ['--permission', `--max-old-space-size=${memoryMb}`, '--use-system-ca'];
  for (const folder of readablePaths(script)) args.push(`--allow-fs-read=${folder}`);
  // An introspection makes much garbage quickly: V8 would let its nursery grow to several times of what is alive.
  args.push('--max-semi-space-size=4');
  if (node.guardsNetwork) args.push('--allow-net');
  // No `fork`: other runtimes translate its flags into their own.
  return spawn(node.path, [...args, script instanceof URL ? fileURLToPath(script) : script], {
    // Name look-ups run on the thread pool: four threads would let a few dead resolvers block every other call. They
    // share one heap of the C library, where each would keep some memory of its own.
    env: { TZ: 'UTC', UV_THREADPOOL_SIZE: '32', MALLOC_ARENA_MAX: '1' },
    serialization: node.serialization,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
