import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { hostsFile } from './hosts.ts';

const SERVER = path.resolve(import.meta.dirname, '../../../../apps/api/dist/server.js');

/**
 * The server is started where `/etc/hosts` is another: its drivers look up the made-up hosts as they look up any, and no name
 * server is asked.
 */
const WITH_HOSTS = `
  mount --bind "$0/hosts" /etc/hosts
  if [ -e /etc/nsswitch.conf ]; then mount --bind "$0/nsswitch.conf" /etc/nsswitch.conf; fi
  exec "$@"`;

export interface Product extends AsyncDisposable {
  url: string;
}

/** The product as it is built, on a free port. */
export async function startProduct(env: Record<string, string>): Promise<Product> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-screenshots-'));
  await writeFile(path.join(folder, 'hosts'), hostsFile());
  await writeFile(path.join(folder, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files\n');
  const inside = ['--map-root-user', '--mount', 'sh', '-ec', WITH_HOSTS, folder, process.execPath, SERVER];
  const child = spawn('unshare', inside, {
    env: { PATH: process.env.PATH ?? '', LOG_FORMAT: 'json', LOG_LEVEL: 'warn', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /is ready: (\S+)/.exec(line) ?? [];
    if (!url) continue;
    child.stdout.resume();
    return { url, [Symbol.asyncDispose]: close };
  }
  await close();
  throw new Error(
    'The server ended before it was ready: is it built, and may namespaces be made (unshare of util-linux)?',
  );
}
