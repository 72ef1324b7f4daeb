import { randomUUID } from 'node:crypto';
import type { VmLogNews, VmLogsInput } from '@portolan/contract';
import { until } from '@portolan/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let ours: { id: string; token: string };
let theirs: { id: string; token: string };
const id = randomUUID();

beforeAll(async () => {
  api = await startHarness();
  const operator = await api.token();
  const tenant = async (slug: string) => {
    const made = await api.createTenant(operator, slug);
    return { id: made, token: (await api.member(made, 'contributor')).token };
  };
  [ours, theirs] = [await tenant('ours'), await tenant('theirs')];
  const host = randomUUID();
  // Nobody looks after it: it is taken.
  await api.database.query(
    `insert into hypervisors (id, name, uri, pools, claimed_by, claimed_until)
     values ($1, 'quay', 'test:///default', '{}', gen_random_uuid(), now() + interval '1 day')`,
    [host],
  );
  await api.database.query(
    `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, told_name, source_type, status, step, cpu, memory_mib, disk_mib)
     values ($1, $2, $3, gen_random_uuid(), 'helm', 'helm', 'template', 'RUNNING', 'made', 1, 512, 1024)`,
    [id, ours.id, host],
  );
});
afterAll(() => api.close());

async function write(...lines: [level: string, message: string][]): Promise<void> {
  for (const line of lines)
    await api.database.query('insert into vm_events (tenant_id, vm_id, level, message) values ($1, $2, $3, $4)', [
      ours.id,
      id,
      ...line,
    ]);
}

/** What a stream has told so far, by its pieces. */
function follow(input: VmLogsInput, token = ours.token) {
  const told: VmLogNews[] = [];
  const failures: unknown[] = [];
  const stream = api.client(token).vms.watchLogs.subscribe(input, {
    onData: (piece) => told.push(piece),
    onError: (error) => failures.push(error),
  });
  const pieces = () => told.map(({ type, lines }) => [type, ...lines.map(({ message }) => message)]);
  return { pieces, failures, [Symbol.dispose]: () => stream.unsubscribe() };
}

it('tells the newest lines, then each that is written, by whichever process', async () => {
  await write(['INFO', 'one'], ['DEBUG', 'two'], ['INFO', 'three']);
  using log = follow({ id, limit: 2 });
  await until(() => log.pieces().length === 1);
  expect(log.pieces()).toEqual([['log', 'two', 'three']]);
  await write(['WARN', 'four']);
  await until(() => log.pieces().length === 2);
  await write(['DEBUG', 'five']);
  await until(() => log.pieces().length === 3);
  expect(log.pieces().slice(1)).toEqual([
    ['lines', 'four'],
    ['lines', 'five'],
  ]);
  // What goes from the end of the log is no reason to tell what stood before it.
  await api.database.query("delete from vm_events where message = 'four'");
  await write(['INFO', 'six']);
  await until(() => log.pieces().length === 4);
  expect(log.pieces().at(-1)).toEqual(['lines', 'six']);
});

it('tells of a level and what is graver, as the list of them does', async () => {
  await write(['ERROR', 'broken'], ['DEBUG', 'noise']);
  using log = follow({ id, limit: 2, level: 'WARN' });
  await until(() => log.pieces().length === 1);
  await write(['INFO', 'quiet'], ['ERROR', 'broken again']);
  await until(() => log.pieces().length === 2);
  expect(log.pieces()).toEqual([
    ['log', 'broken'],
    ['lines', 'broken again'],
  ]);
  const listed = await api.ask('GET', `/api/v1/vms/${id}/logs?level=ERROR&limit=1`, { token: ours.token });
  expect(listed.body).toMatchObject([{ level: 'ERROR', message: 'broken again' }]);
  expect((await api.ask('GET', `/api/v1/vms/${id}/logs?level=LOUD`, { token: ours.token })).status).toBe(400);
});

it('is not there for another tenant', async () => {
  using log = follow({ id }, theirs.token);
  await until(() => log.failures.length === 1);
  expect(log.failures).toMatchObject([{ data: { appCode: 'FORBIDDEN', httpStatus: 403 } }]);
  expect(log.pieces()).toEqual([]);
});
