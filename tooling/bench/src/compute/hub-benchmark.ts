import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Client, createClient } from '@portolan/client';
import type { VmChange } from '@portolan/contract';
import type { TestLibvirt } from '@portolan/testing/libvirt';
import pg from 'pg';
import { createWorkspace } from '../workspace.ts';

const MACHINES = 200;
const LISTS = 200;
const ROUNDS = 5;
const TENANT = 'demo';
const LIST_MS = 30;
const CREATE_MS = 300;
const NOTICED_MS = 7_000;
/** By then whoever looks after the hypervisor is stuck in a call to it. */
const HANGS_MS = 3_000;

/** How fast the hub answers of machines whatever their hypervisor does, and how soon it tells what happens there. */
export async function benchmarkHub(libvirt: TestLibvirt): Promise<boolean> {
  await using workspace = await createWorkspace({ PORTOLAN_LIBVIRT_URI: libvirt.uri });
  const { token } = await workspace.signIn();
  const client = createClient(workspace.url, { token, tenant: TENANT });
  const templateId = await firstTemplate(client);
  const rounds = await lives(client, libvirt, templateId);
  await plant(workspace.databaseUrl);
  const list = { url: `${workspace.url}/api/v1/vms?limit=${MACHINES}`, token };
  const lively = await lists(list);
  await libvirt.pause();
  await wait(HANGS_MS);
  const hung = await lists(list);
  const stuck = await created(client, templateId, 'stuck');
  await libvirt.resume();
  const creates = [...rounds.map(({ create }) => create), stuck.ms];
  const noticed = rounds.map(({ told }) => told);
  const says = [
    `the list of ${MACHINES} machines, ${LISTS} times: ${spread(lively)}; while the hypervisor hangs: ${spread(hung)} (budget ${LIST_MS} ms)`,
    `a machine of a template is answered: ${spread(creates)}, the last while the hypervisor hangs (budget ${CREATE_MS} ms)`,
    `it runs: ${spread(rounds.map(({ runs }) => runs))} after that answer`,
    `what is cut off by virsh is told to who watches: ${spread(noticed)} later (budget ${NOTICED_MS} ms)`,
  ];
  for (const line of says) console.log(line);
  const worst = (values: number[]) => Math.max(...values);
  return (
    at(lively, 0.95) <= LIST_MS &&
    at(hung, 0.95) <= LIST_MS &&
    worst(creates) <= CREATE_MS &&
    worst(noticed) <= NOTICED_MS
  );
}

async function firstTemplate(client: Client): Promise<string> {
  for (;;) {
    const [template] = await client.vmTemplates.list.query();
    if (template) return template.id;
    await wait(100);
  }
}

async function created(client: Client, templateId: string, name: string): Promise<{ id: string; ms: number }> {
  const started = performance.now();
  const { id } = await client.vms.create.mutate({ name, sourceType: 'template', templateId, cpu: 1, memoryGb: 0.125 });
  return { id, ms: performance.now() - started };
}

/** One machine after the other: asked for, told to run, cut off beside the hub, told to be down, deleted. */
async function lives(client: Client, libvirt: TestLibvirt, templateId: string) {
  const heard: VmChange[] = [];
  let ring = () => {};
  const stream = client.vms.watch.subscribe(undefined, {
    onData: (change) => {
      heard.push(change);
      ring();
    },
  });
  const hear = async (wanted: (change: VmChange) => boolean) => {
    while (!heard.some(wanted)) await new Promise<void>((resolve) => (ring = resolve));
    heard.length = 0;
  };
  const is = (id: string, status: string) => (change: VmChange) =>
    change.type === 'changed' && change.vm.id === id && change.vm.status === status;
  const rounds: { create: number; runs: number; told: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { id, ms: create } = await created(client, templateId, `life ${round}`);
    const asked = performance.now();
    await hear(is(id, 'RUNNING'));
    const runs = performance.now() - asked;
    await libvirt.virsh('destroy', id);
    const cut = performance.now();
    await hear(is(id, 'STOPPED'));
    rounds.push({ create, runs, told: performance.now() - cut });
    await client.vms.delete.mutate({ id });
    await hear(({ type }) => type === 'removed');
  }
  stream.unsubscribe();
  return rounds;
}

/** Rows of machines that are there already, as far as anybody can tell who does not ask the hypervisor. */
async function plant(url: string): Promise<void> {
  const database = new pg.Client(url);
  await database.connect();
  try {
    const ids = Array.from({ length: MACHINES }, () => randomUUID());
    await database.query(
      `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, told_name, status, cpu, memory_mib, disk_mib, source_type, step,
         ip_address)
       select r.id, t.id, h.id, gen_random_uuid(), n.name, n.name, 'STOPPED', 1, 128, 128, 'template', 'made', null
       from unnest($1::uuid[]) with ordinality as r(id, at)
       cross join lateral (select 'machine ' || r.at as name) n
       cross join tenants t cross join hypervisors h where t.slug = $2`,
      [ids, TENANT],
    );
    await database.query('analyze vms');
  } finally {
    await database.end();
  }
}

async function lists({ url, token }: { url: string; token: string }): Promise<number[]> {
  const headers = { authorization: `Bearer ${token}`, 'x-tenant-id': TENANT };
  const times: number[] = [];
  while (times.length < LISTS) {
    const started = performance.now();
    const answer = await fetch(url, { headers });
    const { items } = (await answer.json()) as { items: unknown[] };
    times.push(performance.now() - started);
    if (items.length !== MACHINES) throw new Error(`A list of ${items.length} machines`);
  }
  return times;
}

function at(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0;
}

function spread(values: number[]): string {
  const [median, most] = [at(values, 0.5), at(values, 1)].map((value) => Math.round(value * 10) / 10);
  const p95 = values.length > 20 ? `, ${Math.round(at(values, 0.95) * 10) / 10} ms (p95)` : '';
  return `${median} ms (median)${p95}, ${most} ms at most`;
}
