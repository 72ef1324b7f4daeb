import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BUN, DENO, NODE_24, WORKERD } from '@portolan/programs';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

const source = (name: string) => fileURLToPath(new URL(`../testing/${name}.ts`, import.meta.url));
const ANSWER = { message: 'Connection successful', tables: 6 };

test.each([
  ['Node 24', NODE_24, []],
  ['Bun', BUN, []],
  ['Deno', DENO, ['run', '-A', '--no-check', '--node-modules-dir=manual']],
])('calls and answers travel on %s', async (_, program, args) => {
  const { stdout } = await promisify(execFile)(program, [...args, source('elsewhere-main')]);
  expect(JSON.parse(stdout)).toEqual(ANSWER);
});

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

test('and on workerd', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-wire-'));
  const bundle = await rolldown({ input: source('elsewhere-worker'), platform: 'browser' });
  await bundle.write({ file: path.join(folder, 'worker.js') });
  await writeFile(path.join(folder, 'workerd.capnp'), CONFIG);
  const stdio = ['ignore', 'inherit', 'inherit', 'pipe'] as const;
  const workerd = spawn(WORKERD, ['serve', path.join(folder, 'workerd.capnp'), '--control-fd=3'], {
    stdio: [...stdio],
  });
  try {
    const [line] = await once(createInterface(workerd.stdio[3] as Readable), 'line');
    const answer = await fetch(`http://127.0.0.1:${JSON.parse(line).port}`);
    expect(await answer.json()).toEqual(ANSWER);
  } finally {
    workerd.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
