import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const API = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../apps/api/src');
/** Where the bundle is that servers are started from, as it is shipped; without it they run from their sources. */
const BUNDLE = process.env.PORTOLAN_TEST_BUNDLE;
/** The script of driver processes in it: loaded in a fraction of what their sources take. */
export const BUNDLED_WORKER = BUNDLE ? path.join(BUNDLE, 'worker.js') : undefined;
/** For a test that looks at which files are loaded. */
export const SOURCES = path.join(API, 'node.ts');
/** That of a runtime: the bundle has one for all. */
export const entryOf = (runtime: 'node' | 'bun' | 'deno') =>
  BUNDLE ? path.join(BUNDLE, 'server.js') : path.join(API, `${runtime}.ts`);
const ENTRY = entryOf('node');
const COMMAND = BUNDLE ? path.join(BUNDLE, 'cli.js') : path.join(API, 'cli.ts');

export interface ServerProcess {
  child: ChildProcess;
  url: string;
  output(): string;
  /** What it wrote to standard error. */
  errors(): string;
  /** Resolves with what the process ended with: an exit code or a signal. */
  ended: Promise<number | string>;
}

/** What a server of the tests has where they do not say otherwise: it dials nobody that they have not called for. */
const SETTINGS = { LOG_FORMAT: 'json', PORTOLAN_MONITORING: 'off' };

/** How long the last words of a server are waited for. */
const ORPHANS_MS = 1_000;

/** The real server in a process of its own, with nothing of this environment but PATH and the compile cache. */
export async function spawnServer(
  env: Record<string, string>,
  entry = ENTRY,
  [program, ...args]: readonly [string, ...string[]] = [process.execPath],
): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(program, [...args, entry], {
    env: { PATH: process.env.PATH ?? '', ...compileCache(), ...SETTINGS, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (errors += chunk));
  const ended = new Promise<number | string>((resolve) => {
    const end = (code: number | null, signal: string | null) => resolve(signal ?? code ?? 0);
    child.once('close', end);
    // With all that it wrote; but whoever it has left behind may hold its pipes open.
    child.once('exit', (...how) => setTimeout(end, ORPHANS_MS, ...how));
  });
  return { child, url: `http://127.0.0.1:${port}`, output: () => output, errors: () => errors, ended };
}

export interface CommandProcess {
  child: ChildProcess;
  result: Promise<{ out: string; err: string; code: number | null }>;
}

/** `portolan <args>` in a process of its own, with nothing of this environment but PATH and the compile cache. */
export function spawnCommand(env: Record<string, string>, ...args: string[]): CommandProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    env: { PATH: process.env.PATH ?? '', ...compileCache(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = [text(child.stdout as Readable), text(child.stderr as Readable)];
  return { child, result: Promise.all([out, err, ended]).then(([out, err, code]) => ({ out, err, code })) };
}

/** Waits until the server says that it is ready; throws with its output when it ends instead. */
export async function ready(server: ServerProcess): Promise<ServerProcess> {
  const gone = server.ended.then((code) => {
    throw new Error(`The server ended with ${code}:\n${server.output()}`);
  });
  await Promise.race([until(() => server.output().includes('is ready')), gone]);
  return server;
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Where a test run keeps what Node has compiled, for the processes it starts. */
function compileCache(): Record<string, string> {
  const folder = process.env.NODE_COMPILE_CACHE;
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}
