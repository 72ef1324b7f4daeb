import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
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
  /** Whether objects that keep connections are bound, as `wrangler.jsonc` has them; true unless said. */
  keeps?: boolean;
  /** A module in front, by its text: what it exports is served in place of what `./worker.js` does. */
  front?: string;
  /** Where DevTools listen. */
  inspector?: number;
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
  const inspected = options.inspector === undefined ? [] : [`--inspector-addr=127.0.0.1:${options.inspector}`];
  const args = ['serve', file, '--control-fd=3', ...inspected];
  const child = spawn(WORKERD, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exit = once(child, 'exit');
  const listening = portOf(createInterface(child.stdio[3] as Readable));
  const port = await Promise.race([listening, exit.then(() => Promise.reject(new Error(output)))]);
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    output: () => output,
    async stop() {
      // Asked to end, it waits for streams that nobody reads any more.
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** The inspector says where it listens, too. */
async function portOf(lines: Interface): Promise<number> {
  for await (const line of lines) {
    const { event, socket, port } = JSON.parse(line);
    if (event === 'listen' && socket === 'http') return port;
  }
  throw new Error('workerd has ended before it listened');
}

interface ObjectBinding {
  name: string;
  class_name: string;
}

const text = (value: string) => JSON.stringify(value);

async function configurationOf({
  folder,
  texts,
  hyperdrives = {},
  keeps = true,
  front,
}: WorkerOptions): Promise<string> {
  const wrangler = JSON.parse((await readFile(path.join(EDGE, 'wrangler.jsonc'), 'utf8')).replace(/^\s*\/\/.*$/gm, ''));
  const page = path.resolve(EDGE, wrangler.assets.directory);
  const objects: ObjectBinding[] = keeps ? wrangler.durable_objects.bindings : [];
  // They store nothing.
  const classes = objects.map(({ class_name: name }) => `(className = ${text(name)}, uniqueKey = ${text(name)})`);
  const pools = Object.entries(hyperdrives).map(([name, url]) => [name, new URL(url)] as const);
  const services = [
    '(name = "main", worker = .main)',
    `(name = "page", disk = (path = ${text(page)}))`,
    '(name = "internet", network = (allow = ["public", "private", "local"]))',
    ...pools.map(([name, { host }]) => `(name = ${text(name)}, external = (address = ${text(host)}, tcp = ()))`),
  ];
  const bindings = [
    ...objects.map(({ name, class_name }) => `(name = ${text(name)}, durableObjectNamespace = ${text(class_name)})`),
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
  const fronts = front === undefined ? [] : [`(name = "front.js", esModule = ${text(front)})`];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${services.join(', ')}],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${[...fronts, ...(await modulesOf(folder, wrangler.main))].join(', ')}],
  compatibilityDate = ${text(wrangler.compatibility_date)},
  durableObjectNamespaces = [${classes.join(', ')}],
  durableObjectStorage = (inMemory = void),
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
