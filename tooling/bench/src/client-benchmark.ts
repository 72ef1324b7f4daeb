import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { unpackClient } from './unpack-client.ts';
import type { Workspace } from './workspace.ts';

const ROUNDS = 15;
const MOST_CLIENT = 12_000;
const MOST_START_MS = 150;

/** What the client weighs that a hub gives away, and how soon the command line in it says its first word. */
export async function benchmarkClient({ url, signIn }: Workspace): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-faces-'));
  try {
    unpackClient(folder);
    const size = async (name: string) => gzipSync(await readFile(path.join(folder, 'package', name))).length;
    const client = (await size('index.js')) + (await size('live-link.js'));
    console.log(
      `client of its own: ${client} B gz (at most ${MOST_CLIENT}); command line: ${await size('portolan.js')} B gz`,
    );
    const { token } = await signIn();
    const env = { PORTOLAN_URL: url, PORTOLAN_API_KEY: token, XDG_CONFIG_HOME: folder };
    const program = path.join(folder, 'package/portolan.js');
    const bare = await firstWord(['-e', 'console.log(1)'], env);
    const help = await firstWord([program, '--help'], env);
    const whoami = await firstWord([program, 'whoami'], env);
    console.log(
      `first word, median of ${ROUNDS}: Node alone ${bare} ms, --help ${help} ms, whoami ${whoami} ms (at most ${MOST_START_MS})`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of a process to the first byte that it says. */
async function firstWord(args: string[], env: Record<string, string>): Promise<number> {
  const times: number[] = [];
  while (times.length < ROUNDS) {
    const started = performance.now();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    times.push(performance.now() - started);
    await new Promise((resolve) => child.once('close', resolve));
  }
  return Math.round(times.sort((a, b) => a - b)[ROUNDS >> 1] as number);
}
