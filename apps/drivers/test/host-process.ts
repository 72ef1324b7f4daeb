import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type HostAddress, parseHostAddress } from '@portolan/drivers/remote';
import { until } from '@portolan/testing';

const BUILD = fileURLToPath(new URL('../build.mjs', import.meta.url));
/** The command line of a checkout, which has the driver host as one of its commands. */
export const COMMAND_LINE = fileURLToPath(new URL('../../api/src/cli.ts', import.meta.url));

/** The bundle, far from any node_modules, as in the image. Answers its entry. */
export async function bundleInto(folder: string): Promise<string> {
  await promisify(execFile)(process.execPath, [BUILD, folder]);
  return path.join(folder, 'drivers.js');
}

export interface HostProcess extends AsyncDisposable {
  child: ChildProcess;
  address: HostAddress;
  /** All that it has written. */
  output(): string;
  /** How it ended: an exit code or a signal. */
  ended: Promise<number | string>;
}

/** The real driver host in a process of its own, with nothing of this environment. Throws with its output where it does not start. */
export async function startHost(entry: string, env: Record<string, string>, ...args: string[]): Promise<HostProcess> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-driver-host-'));
  const cache = process.env.NODE_COMPILE_CACHE;
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PORT: '0', PORTOLAN_DATA_DIR: dataDir, ...(cache ? { NODE_COMPILE_CACHE: cache } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  let end: number | string | undefined;
  const ended = once(child, 'close').then(([code, signal]): number | string => {
    end = signal ?? code;
    return signal ?? code;
  });
  const printed = () => /PORTOLAN_DRIVER_HOST=(\S+)/.exec(output)?.[1];
  await until(() => printed() !== undefined || end !== undefined);
  const text = printed();
  if (text === undefined) {
    await rm(dataDir, { recursive: true, force: true });
    throw new Error(output);
  }
  return {
    child,
    address: parseHostAddress(text),
    output: () => output,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Stands between hub and host and takes down every byte that goes by. */
export interface Tap extends AsyncDisposable {
  url: URL;
  taken(): Buffer;
}

export async function tapBefore({ url }: HostAddress): Promise<Tap> {
  const taken: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(url.port), url.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk: Buffer) => taken.push(chunk));
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: new URL(`http://127.0.0.1:${port}/`),
    taken: () => Buffer.concat(taken),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
