import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { WORKERD } from '@portolan/programs';
import { EDGE } from './build-worker.ts';

export interface WorkerOptions {
  /** Where `buildWorker` has put the bundle. */
  folder: string;
  /** Variables and secrets. */
  texts: Record<string, string>;
  /** URLs of PostgreSQL, by the name of the binding that stands before them. */
  hyperdrives?: Record<string, string>;
  /** Whether it serves in an object that keeps its connections. */
  keeps?: boolean;
}

export interface RunningWorker {
  url: string;
  child: ChildProcess;
  /** All that it has logged. */
  output(): string;
  stop(): Promise<void>;
}

/** The worker in workerd, as `wrangler.jsonc` has it, on a port of its own; it reaches whatever this machine does. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const file = path.join(options.folder, `worker-${process.pid}-${Date.now()}.capnp`);
  await writeFile(file, await configurationOf(options));
  const child = spawn(WORKERD, ['serve', file, '--control-fd=3'], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exit = once(child, 'exit');
  const listening = once(createInterface(child.stdio[3] as Readable), 'line');
  const [line] = await Promise.race([listening, exit.then(() => Promise.reject(new Error(output)))]);
  return {
    url: `http://127.0.0.1:${JSON.parse(line).port}`,
    child,
    output: () => output,
    async stop() {
      // Asked to end, it waits for streams that nobody reads any more.
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** One class of them, which stores nothing. */
const OBJECTS =
  'durableObjectNamespaces = [(className = "Hub", uniqueKey = "hub")], durableObjectStorage = (inMemory = void),';

const text = (value: string) => JSON.stringify(value);

async function configurationOf({ folder, texts, hyperdrives = {}, keeps = false }: WorkerOptions): Promise<string> {
  const wrangler = JSON.parse((await readFile(path.join(EDGE, 'wrangler.jsonc'), 'utf8')).replace(/^\s*\/\/.*$/gm, ''));
  const page = path.resolve(EDGE, wrangler.assets.directory);
  const pools = Object.entries(hyperdrives).map(([name, url]) => [name, new URL(url)] as const);
  const services = [
    '(name = "main", worker = .main)',
    `(name = "page", disk = (path = ${text(page)}))`,
    '(name = "internet", network = (allow = ["public", "private", "local"]))',
    ...pools.map(([name, { host }]) => `(name = ${text(name)}, external = (address = ${text(host)}, tcp = ()))`),
  ];
  const bindings = [
    ...(keeps ? ['(name = "HUB", durableObjectNamespace = "Hub")'] : []),
    `(name = ${text(wrangler.assets.binding)}, service = "page")`,
    ...Object.entries<string>({ ...wrangler.vars, ...texts }).map(
      ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
    ),
    ...pools.map(([name, { pathname, username, password }]) => {
      const login = `user = ${text(decodeURIComponent(username))}, password = ${text(decodeURIComponent(password))}`;
      const database = `database = ${text(pathname.slice(1))}, scheme = "postgresql"`;
      return `(name = ${text(name)}, hyperdrive = (designator = ${text(name)}, ${database}, ${login}))`;
    }),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${services.join(', ')}],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${(await modulesOf(folder, wrangler.main)).join(', ')}],
  compatibilityDate = ${text(wrangler.compatibility_date)},
  ${keeps ? OBJECTS : ''}
  compatibilityFlags = ${JSON.stringify(wrangler.compatibility_flags)},
  bindings = [${bindings.join(', ')}],
);
`;
}

/** The entry first: that is what makes it one. */
async function modulesOf(folder: string, main: string): Promise<string[]> {
  const entry = path.basename(main);
  const files = (await readdir(folder)).filter((name) => /\.(?:js|wasm)$/.test(name) && name !== entry);
  return [entry, ...files].map((name) => {
    const kind = name.endsWith('.wasm') ? 'wasm' : 'esModule';
    return `(name = ${text(name)}, ${kind} = embed ${text(name)})`;
  });
}
