import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { DriverGateway } from '../driver.ts';
import { OPEN_EGRESS, targetOf } from '../testing/target.ts';
import { createDriverHost, type DriverHostOptions, type HostEvent } from './index.ts';

const worker = new URL('../testing/misbehaving-worker.ts', import.meta.url);
const events: HostEvent[] = [];
let host: DriverGateway | null = null;

function start(options: Partial<DriverHostOptions> = {}): DriverGateway {
  events.length = 0;
  host = createDriverHost({ egress: OPEN_EGRESS, worker, onEvent: (event) => events.push(event), ...options });
  return host;
}
afterEach(() => host?.close());

const ask = (how: string) => (host as DriverGateway).diagnose(targetOf({ host: how, port: 1 }));
const causes = () => events.flatMap((event) => (event.type === 'worker-ended' ? [event.cause] : []));

test('starts no process before the first call and keeps it warm after', async () => {
  start();
  expect(events).toEqual([]);
  const first = await ask('pid');
  expect(await ask('pid')).toEqual(first);
  expect(events).toHaveLength(1);
});

test('a worker inherits nothing, reads nothing but its code, and may not write or start programs', async () => {
  process.env.PGPASSWORD = 'planted-secret';
  start();
  const { serverVersion = '' } = await ask('confess');
  delete process.env.PGPASSWORD;
  expect(JSON.parse(serverVersion)).toEqual({
    env: { TZ: 'UTC', UV_THREADPOOL_SIZE: '32', MALLOC_ARENA_MAX: '1' },
    write: 'ERR_ACCESS_DENIED',
    spawn: 'ERR_ACCESS_DENIED',
    read: Array.from({ length: 5 }, () => 'ERR_ACCESS_DENIED'),
    list: 'ERR_ACCESS_DENIED',
  });
  expect(existsSync('/tmp/portolan-must-not-exist')).toBe(false);
});

test.each(['exit', 'throw'])('a worker that ends by %s answers DRIVER_CRASHED, and the pool heals', async (how) => {
  start({ size: 1 });
  const [result, neighbour] = await Promise.all([ask(how), ask('silent')]);
  expect(result).toMatchObject({ success: false, code: 'DRIVER_CRASHED', stage: 'config' });
  expect(neighbour.code).toBe('DRIVER_CRASHED');
  expect(JSON.stringify([result, events])).not.toContain('planted-secret');
  expect((await ask('pid')).success).toBe(true);
  expect(causes()).toEqual(['crashed']);
});

test('a charting call that loses its worker rejects with the diagnosis', async () => {
  const gateway = start();
  const error = await gateway.schemas(targetOf({ host: 'exit', port: 1 })).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(DiagnosisError);
  expect(error).toMatchObject({ code: 'DRIVER_CRASHED', stages: [{ stage: 'config', ok: false }] });
});

test.each(['hoard', 'buffers'])('runaway memory (%s) ends the worker, not the parent', async (how) => {
  start({ memoryMb: 48 });
  expect((await ask(how)).code).toBe('DRIVER_CRASHED');
  expect((await ask('pid')).success).toBe(true);
});

test('a worker that hangs is killed at the hard cap; a call that came later gets its second chance', async () => {
  start({ size: 1, deadlineMs: 1_000, hardCapMs: 3_000 });
  const stuck = ask('spin');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const later = ask('slow');
  expect(await stuck).toMatchObject({ success: false, code: 'TIMEOUT' });
  expect((await later).serverVersion).toBe('"slow"');
  expect(causes()).toEqual(['stuck']);
});

test('a call nobody answers ends at the hard cap', async () => {
  start({ hardCapMs: 500 });
  expect(await ask('silent')).toMatchObject({ success: false, code: 'TIMEOUT', stage: 'config' });
});

test('messages that make no sense are ignored', async () => {
  start();
  expect((await ask('nonsense')).serverVersion).toBe('"after the nonsense"');
});

test('waiting for a worker counts against the deadline', async () => {
  start({ size: 1, deadlineMs: 700, hardCapMs: 1_500 });
  const calls = Array.from({ length: 140 }, () => ask('silent'));
  const messages = (await Promise.all(calls)).map((result) => `${result.code}: ${result.message}`);
  // One tenant alone gets seven eighths of the 128 places.
  const queued = 'TIMEOUT: Too many connections are being tested right now';
  expect(messages.filter((text) => text === queued)).toHaveLength(28);
});

test('a script that is not there answers, and does not end the parent', async () => {
  start({ worker: new URL('./no-such-worker.ts', import.meta.url) });
  expect((await ask('pid')).code).toBe('DRIVER_CRASHED');
});

test('close ends the workers and answers what was in flight; later calls are refused', async () => {
  const gateway = start();
  const inFlight = ask('silent');
  const pid = JSON.parse((await ask('pid')).serverVersion ?? '') as number;
  await gateway.close();
  expect((await inFlight).code).toBe('CANCELLED');
  expect((await ask('pid')).code).toBe('CANCELLED');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('a rule that cannot be read stops the start', () => {
  expect(() => createDriverHost({ egress: { allow: [], deny: ['10.0.0.0/99'], allowPrivate: false } })).toThrow();
});
