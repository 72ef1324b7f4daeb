import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { HypervisorTestProgress } from '@portolan/contract';
import { until } from '@portolan/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let operator: string;
let silent: Server;
beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
  // Accepts and never says a word.
  silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(async () => {
  silent.close();
  await api.close();
});

async function hypervisor(name: string, uri: string): Promise<string> {
  return (await api.ask('POST', '/api/v1/hypervisors', { token: operator, body: { name, uri } })).body.id;
}
const silence = () => `qemu+tcp://127.0.0.1:${(silent.address() as AddressInfo).port}/system`;
const events = (id: string) =>
  api.database.query<{ outcome: string; code: string | null }>(
    "select outcome, details->>'code' as code from audit_events where action = 'hypervisors:test' and entity_id = $1 order by seq",
    [id],
  );
const seen = async (id: string) => {
  const { items } = await api.client(operator).hypervisors.list.query({});
  const { reachable, failure } = items.find((one) => one.id === id) ?? {};
  return { reachable, failure };
};

it('tells each stage as it ends, then the result, which is kept with the hypervisor', async () => {
  const id = await hypervisor('Cellar', 'qemu+tcp://127.0.0.1:1/system');
  const told: HypervisorTestProgress[] = [];
  for await (const one of await api.client(operator).hypervisors.watchTest.mutate({ id })) told.push(one);
  const stages = told.flatMap((one) => (one.type === 'stage' ? [one.stage] : []));
  expect(stages.map(({ stage, ok }) => `${stage} ${ok}`)).toEqual([
    'config true',
    'policy true',
    'dns true',
    'tcp false',
  ]);
  expect(told.at(-1)).toMatchObject({ type: 'result', result: { success: false, stage: 'tcp', stages } });
  expect(await events(id)).toEqual([
    { outcome: 'started', code: null },
    { outcome: 'failure', code: 'TCP_REFUSED' },
  ]);
  expect(await seen(id)).toEqual({ reachable: false, failure: 'The host refused the connection' });
});

it('tells stages while the next one is walked, and ends when its caller leaves, which is no failure of the hypervisor', async () => {
  const id = await hypervisor('Attic', silence());
  const leaving = new AbortController();
  const stages = await api.client(operator).hypervisors.watchTest.mutate({ id }, { signal: leaving.signal });
  const read = async () => {
    for await (const one of stages) if (one.type === 'stage' && one.stage.stage === 'tcp') leaving.abort();
  };
  await read().catch(() => {});
  expect(leaving.signal.aborted).toBe(true);
  await until(async () => (await events(id)).length === 2);
  expect(await events(id)).toEqual([
    { outcome: 'started', code: null },
    { outcome: 'failure', code: 'CANCELLED' },
  ]);
  expect(await seen(id)).toEqual({ reachable: null, failure: null });
});
