import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../server-process.ts';
import { runHeld } from './run-held.ts';

export interface TestHaproxy<Name extends string> extends AsyncDisposable {
  host: string;
  /** Where each listener is. */
  ports: Record<Name, number>;
  close(): Promise<void>;
}

/** What a listener does: options of its `bind` line, and further lines of its section. */
export interface Listener {
  bind?: string;
  lines?: string[];
}

const DEFAULTS = `
defaults
  mode tcp
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  timeout check 200ms
`;

/**
 * A real HAProxy with listeners by name. `pem` are certificates and keys by file name; `FILES` in a line stands for the
 * folder they are in.
 */
export async function startTestHaproxy<Name extends string>(
  listeners: Record<Name, Listener>,
  pem: Record<string, string> = {},
): Promise<TestHaproxy<Name>> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-haproxy-'));
  for (const [name, text] of Object.entries(pem)) await writeFile(path.join(home, name), text, { mode: 0o600 });
  const ports = {} as Record<Name, number>;
  let config = DEFAULTS;
  for (const name of Object.keys(listeners) as Name[]) {
    ports[name] = await freePort();
    const { bind = '', lines = [] } = listeners[name];
    const section = [`listen ${name}`, `  bind 127.0.0.1:${ports[name]} ${bind}`, ...lines.map((line) => `  ${line}`)];
    config += `\n${section.join('\n').replaceAll('FILES', home)}\n`;
  }
  const file = path.join(home, 'haproxy.cfg');
  await writeFile(file, config);
  const all = Object.values<number>(ports);
  const stop = await runHeld(['/usr/sbin/haproxy', '-q', '-db', '-f', file], all, { cwd: home });
  const close = async () => {
    await stop();
    await rm(home, { recursive: true, force: true });
  };
  return { host: '127.0.0.1', ports, close, [Symbol.asyncDispose]: close };
}
