import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { expect, test, vi } from 'vitest';
import { blackHole } from '../testing/emulators.ts';

const script = (name: string) => new URL(`../testing/${name}`, import.meta.url).pathname;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('kill -9 of the parent leaves no worker behind', async () => {
  await using peer = await blackHole();
  const parent = spawn(process.execPath, [script('doomed-parent.ts'), String(peer.port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pids: number[] = [];
  for await (const line of createInterface({ input: parent.stdout })) {
    if (pids.push(Number(line)) === 2) break;
  }
  // Both are at work: their connections have arrived.
  await vi.waitFor(() => expect(peer.heard().match(/portolan/g)).toHaveLength(2), 10_000);
  expect(pids.map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), 10_000);
});

test('idle workers do not keep the parent alive', async () => {
  const parent = spawn(process.execPath, [script('idle-parent.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: parent.stdout })) lines.push(line);
  if (parent.exitCode === null) await once(parent, 'exit');
  expect(parent.exitCode).toBe(0);
  expect(lines).toEqual(['EGRESS_BLOCKED']);
});
