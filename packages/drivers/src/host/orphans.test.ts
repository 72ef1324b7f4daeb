import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { startTestPostgres } from '@portolan/testing/postgres';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { blackHole } from '../testing/emulators.ts';
import { passwordOf, targetOf } from '../testing/target.ts';

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

test('nor a query that waits for a lock', async () => {
  await using peer = await blackHole();
  const server = await startTestPostgres({ version: '18' });
  // Of its own: whoever looks into the catalogue of a locked one waits as well.
  await server.query('create database locked');
  await server.query('create table locked (id int primary key)', [], 'locked');
  const locking = new pg.Client({ ...server, database: 'locked', ssl: false });
  await locking.connect();
  try {
    await locking.query('begin; lock table pg_catalog.pg_constraint in access exclusive mode');
    const credential = passwordOf(server.password);
    const target = targetOf({ port: server.port, databaseName: 'locked', username: server.user, credential });
    const parent = spawn(process.execPath, [script('doomed-parent.ts'), String(peer.port), JSON.stringify(target)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const waiting = "select pid from pg_stat_activity where wait_event_type = 'Lock'";
    await vi.waitFor(async () => expect(await server.query(waiting)).toHaveLength(1), 10_000);
    parent.kill('SIGKILL');
    await vi.waitFor(async () => expect(await server.query(waiting)).toEqual([]), 10_000);
  } finally {
    await locking.end();
    await server.close();
  }
});

test('idle workers do not keep the parent alive', async () => {
  const parent = spawn(process.execPath, [script('idle-parent.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: parent.stdout })) lines.push(line);
  if (parent.exitCode === null) await once(parent, 'exit');
  expect(parent.exitCode).toBe(0);
  expect(lines).toEqual(['EGRESS_BLOCKED']);
});
