import { type ChildProcess, fork } from 'node:child_process';
import { readablePaths } from './readable-paths.ts';

/** How a worker process is confined. */
export interface WorkerLimits {
  /** Path or file URL of the worker script. */
  script: URL | string;
  /** Bound of the JavaScript heap. */
  memoryMb: number;
}

/**
 * Starts a worker: no inherited environment, no output, no files but its own code to read, no file writes, no processes, threads or native code. Its
 * standard error is dropped because an SDK may print a credential there.
 */
export function spawnWorker({ script, memoryMb }: WorkerLimits): ChildProcess {
  const execArgv = ['--permission', `--max-old-space-size=${memoryMb}`, '--use-system-ca'];
  for (const folder of readablePaths(script)) execArgv.push(`--allow-fs-read=${folder}`);
  // An introspection makes much garbage quickly: V8 would let its nursery grow to several times of what is alive.
  execArgv.push('--max-semi-space-size=4');
  // Before Node 25 the permission model knew no network: there was nothing to grant.
  if (process.allowedNodeEnvironmentFlags.has('--allow-net')) execArgv.push('--allow-net');
  return fork(script, [], {
    // Name look-ups run on the thread pool: four threads would let a few dead resolvers block every other call. They
    // share one heap of the C library, where each would keep some memory of its own.
    env: { TZ: 'UTC', UV_THREADPOOL_SIZE: '32', MALLOC_ARENA_MAX: '1' },
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}
