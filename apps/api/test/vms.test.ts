import { randomUUID } from 'node:crypto';
import { HYPERVISOR_POOLS } from '@portolan/contract';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let operator: string;
let token: string;
let tenantId: string;
beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
  tenantId = await api.createTenant(operator, 'fleet');
  ({ token } = await api.member(tenantId, 'admin'));
});
afterAll(() => api.close());

describe('without a hypervisor', () => {
  it('answers 503 NO_HYPERVISOR with what to do, and says that there are no machines to be had', async () => {
    for (const path of ['/api/v1/vms', `/api/v1/vms/${tenantId}`, '/api/v1/vm-templates', '/api/v1/vm-quota']) {
      const answer = await api.ask('GET', path, { token });
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 503, 'NO_HYPERVISOR']);
      expect(answer.body.error.message).toContain('PORTOLAN_LIBVIRT_URI');
    }
    expect(await api.client(token).hypervisors.available.query()).toEqual({ available: false });
  });

  it('is no fault in the log of the server: it tells what the caller was told, and no stack', async () => {
    await api.ask('GET', '/api/v1/vms', { token });
    const told = api.log.filter((line) => line.includes('NO_HYPERVISOR'));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) expect(JSON.parse(line)).toMatchObject({ level: 40, code: 'NO_HYPERVISOR' });
    expect(told.join()).not.toContain('stack');
  });
});

/** One that was seen a moment ago, and has room. */
async function hypervisor(name: string): Promise<string> {
  const id = randomUUID();
  const capacity = { cpu: 8, memoryGb: 64, memoryGbUsed: 0, diskGb: 100, diskGbFree: 100 };
  await api.database.query(
    `insert into hypervisors (id, name, uri, pools, reachable, last_seen_at, capacity)
     values ($1, $2, 'qemu+ssh://attic/system', $3, true, now() + interval '1 hour', $4)`,
    [id, name, HYPERVISOR_POOLS, capacity],
  );
  return id;
}

/** The answer to what waits for a statement whose transaction ends meanwhile. */
async function meanwhile(statement: string, ask: () => ReturnType<Harness['ask']>) {
  const client = new pg.Client({ connectionString: api.database.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(statement);
    const answer = ask();
    const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    await expect.poll(() => api.database.query(waiting)).not.toEqual([]);
    await client.query('commit');
    return await answer;
  } finally {
    await client.end();
  }
}

describe('hypervisors', () => {
  it('are added by operators, listed without their secrets, and removed', async () => {
    const body = { name: 'Cellar', uri: 'qemu+ssh://root@cellar/system', private_key: 'a key of ssh that is secret' };
    api.secrets.add(body.private_key);
    const added = await api.ask('POST', '/api/v1/hypervisors', { token: operator, body });
    expect(added.status, api.log.slice(-3).join('')).toBe(201);
    const listed = await api.ask('GET', '/api/v1/hypervisors', { token: operator });
    expect(listed.body.items).toEqual([added.body]);
  });

  it('that do not answer are named to tenants, and not how they are reached', async () => {
    const failure = 'The hypervisor cannot be reached: ssh: connect to host 10.1.2.3 port 22: Connection refused';
    await api.database.query('update hypervisors set reachable = false, failure = $1', [failure]);
    const sizes = { cpu: 1, memory_gb: 0.125, disk_gb: 1 };
    const wanted = { name: 'x', source_type: 'iso', iso_url: 'https://example.com/x.iso', ...sizes };
    const { status, body } = await api.ask('POST', '/api/v1/vms', { token, body: wanted });
    expect([status, body.error.message]).toEqual([
      503,
      'No hypervisor can make it now: the hypervisor Cellar does not answer',
    ]);
    const { items } = (await api.ask('GET', '/api/v1/hypervisors', { token: operator })).body;
    expect(items).toMatchObject([{ failure }]);
  });

  it('are removed, or get a machine, and never both', async () => {
    const hypervisorId = await hypervisor('Attic');
    const wanted = { iso_url: 'https://example.com/x.iso', cpu: 1, memory_gb: 0.125, disk_gb: 1 };
    const create = () => api.ask('POST', '/api/v1/vms', { token, body: { name: 'x', source_type: 'iso', ...wanted } });
    const remove = () => api.ask('DELETE', `/api/v1/hypervisors/${hypervisorId}`, { token: operator });

    const machine = await meanwhile(
      `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, cpu, memory_mib, disk_mib, source_type)
       select gen_random_uuid(), '${tenantId}', '${hypervisorId}', id, 'first', 1, 128, 1024, 'iso' from users limit 1`,
      remove,
    );
    expect([machine.status, machine.body.error?.message]).toEqual([409, 'Attic has a machine: delete it first']);

    const deleted = () => api.database.query('select from vms where hypervisor_id = $1', [hypervisorId]);
    await api.database.query('update vms set deleted_at = now() where hypervisor_id = $1', [hypervisorId]);
    const ending = await remove();
    expect([ending.status, ending.body.error?.message]).toEqual([
      409,
      'Attic still has a machine that was deleted: it goes by itself, soon',
    ]);
    expect(await deleted()).toHaveLength(1);
    await api.database.query('delete from vms where hypervisor_id = $1', [hypervisorId]);
    const late = await meanwhile(`delete from hypervisors where id = '${hypervisorId}'`, create);
    expect([late.status, late.body.error?.code]).toEqual([503, 'NO_HYPERVISOR']);
  });

  it('that are gone for good are removed, with machines that were deleted meanwhile', async () => {
    const id = randomUUID();
    await api.database.query(
      `insert into hypervisors (id, name, uri, pools, reachable) values ($1, 'Burnt', 'qemu+ssh://burnt/system', $2, false)`,
      [id, HYPERVISOR_POOLS],
    );
    await api.database.query(
      `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, cpu, memory_mib, disk_mib, source_type, deleted_at)
       select gen_random_uuid(), $1, $2, u.id, d.name, 1, 128, 1024, 'iso', d.at
       from (select id from users limit 1) u, (values ('kept', null), ('deleted', now())) d (name, at)`,
      [tenantId, id],
    );
    const remove = () => api.ask('DELETE', `/api/v1/hypervisors/${id}`, { token: operator });
    const kept = await remove();
    expect([kept.status, kept.body.error?.message]).toEqual([409, 'Burnt has a machine: delete it first']);
    await api.database.query("update vms set deleted_at = now() where name = 'kept'");
    expect((await remove()).status).toBe(204);
    expect(await api.database.query('select from vms where hypervisor_id = $1', [id])).toEqual([]);
  });

  it.each([
    ['lxc:///', /^Must be a URI of libvirt: qemu, xen, esx or vpx, by /],
    ['test:///default', /^Must be a URI of libvirt: qemu, xen, esx or vpx, by /],
    ['qemu+ext://host/system', /^Must be a URI of libvirt: qemu, xen, esx or vpx, by /],
    ['qemu+ssh://host/system?command=/bin/sh', /^Must have no parameters but mode/],
    ['qemu+unix:///system?socket=/run/postgresql', /^Must have no parameters but mode/],
    ['qemu+ssh://root:secret@host/system', /^Must have no password in it$/],
  ])('are not added by %s, which is told with what is accepted', async (uri, message) => {
    const { status, body } = await api.ask('POST', '/api/v1/hypervisors', {
      token: operator,
      body: { name: 'x', uri },
    });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ path: 'uri', message: expect.stringMatching(message) }],
    });
  });
});

it('machines are in the order that is asked for, page by page', async () => {
  const host = await hypervisor('Loft');
  const planted = [
    ['web 10', 'STOPPED', 2, 512],
    ['web 9', 'ERROR', 4, 512],
    ['api', 'RUNNING', 2, 1_024],
  ];
  for (const [name, status, cpu, memory] of planted)
    await api.database.query(
      `insert into vms (id, tenant_id, hypervisor_id, owner_id, name, status, cpu, memory_mib, disk_mib, source_type, next_at)
       values (gen_random_uuid(), $1, $2, $2, $3, $4, $5, $6, 1024, 'iso', now() + interval '1 hour')`,
      [tenantId, host, name, status, cpu, memory],
    );
  const order = async (query: string) => {
    const pages = await Promise.all(
      [1, 2, 3].map((page) => api.ask('GET', `/api/v1/vms?limit=1&page=${page}&${query}`, { token })),
    );
    return pages.flatMap(({ body }) => body.items.map(({ name }: { name: string }) => name));
  };
  expect(await order('')).toEqual(['api', 'web 9', 'web 10']);
  expect(await order('sort_order=desc')).toEqual(['web 10', 'web 9', 'api']);
  expect(await order('sort_by=status')).toEqual(['web 9', 'api', 'web 10']);
  expect(await order('sort_by=size')).toEqual(['web 9', 'api', 'web 10']);
  expect(await order('sort_by=created')).toEqual(['api', 'web 9', 'web 10']);
  expect(await order('sort_by=created&sort_order=asc&search=WEB')).toEqual(['web 10', 'web 9']);
  expect((await api.ask('GET', '/api/v1/vms?sort_by=owner', { token })).status).toBe(400);
});
