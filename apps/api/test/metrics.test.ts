import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startBeside, startProcess } from './harness.ts';

const TOKEN = 'a-token-for-the-metrics';
const NEAR = { 'x-test-address': '127.0.0.1' };
const REQUESTS = 'portolan_http_request_duration_seconds';

let api: Harness;
let guarded: Harness;
let operator: string;
let tenant: string;

beforeAll(async () => {
  api = await startProcess();
  guarded = await startBeside(api, { PORTOLAN_METRICS_TOKEN: TOKEN });
  guarded.secrets.add(TOKEN);
  operator = await api.token();
  tenant = await api.createTenant(operator, 'measured');
});
afterAll(async () => {
  await guarded.close();
  await api.close();
});

/** The lines of one metric, by their labels. */
async function read(name: string): Promise<Map<string, number>> {
  const { text } = await api.raw('GET', '/metrics', { headers: NEAR });
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  return new Map(lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

describe('who may read the metrics', () => {
  const read = (which: Harness, headers: Record<string, string>) => which.raw('GET', '/metrics', { headers });

  it.each(['127.0.0.1', '127.1.2.3', '::1'])('whoever asks from this machine, %s', async (address) => {
    const answer = await read(api, { 'x-test-address': address });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    {},
    { 'x-test-address': '10.0.0.1' },
    // Behind a proxy of this machine that nobody has named, everybody seems to be near.
    { ...NEAR, 'x-forwarded-for': '203.0.113.7' },
    { ...NEAR, forwarded: 'for=203.0.113.7' },
    { ...NEAR, via: '1.1 proxy' },
  ])('nobody else: %j', async (headers) => {
    const answer = await read(api, headers);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('PORTOLAN_METRICS_TOKEN');
    expect(answer.text).not.toContain(REQUESTS);
  });

  it('whoever bears the token, from wherever and by whatever host, and nobody without it', async () => {
    expect((await read(guarded, { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await read(guarded, { authorization: `bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' })).status).toBe(
      200,
    );
    const elsewhere = await guarded.app.request('http://10.1.2.3:3000/metrics', {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(elsewhere.status).toBe(200);
    for (const headers of [
      NEAR,
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${TOKEN}x` },
      { authorization: `Bearer ${operator}` },
    ]) {
      const answer = await read(guarded, headers as Record<string, string>);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('no page of another name for this machine', async () => {
    const answer = await api.app.request('http://rebound.example/metrics', { headers: NEAR });
    expect(answer.status).toBe(421);
  });
});

describe('what is measured', () => {
  it('requests by route and status, whatever paths are made up', async () => {
    const before = await read(`${REQUESTS}_count`);
    const id = '0190a5b0-0000-7000-8000-000000000000';
    await api.ask('GET', `/api/connections/${id}`, { token: operator, tenant });
    await api.ask('GET', '/api/connections', { token: operator, tenant });
    await api.client(operator, tenant).connections.list.query({});
    for (let made = 0; made < 20; made++) {
      await api.raw('GET', `/api/made-up-${made}`);
      await api.raw('GET', `/made-up-${made}`);
      await api.raw('GET', `/trpc/made.up${made}`);
      await api.raw(`MADE${made}`, '/api/connections');
    }
    const after = await read(`${REQUESTS}_count`);
    const told = (labels: string) => (after.get(labels) ?? 0) - (before.get(labels) ?? 0);
    expect(told('{method="GET",route="/api/connections/:id",status="404"}')).toBe(1);
    expect(told('{method="GET",route="/api/connections",status="200"}')).toBe(1);
    expect(told('{method="GET",route="/trpc/connections.list",status="200"}')).toBe(1);
    expect(told('{method="GET",route="/trpc/(unknown)",status="404"}')).toBe(20);
    expect([...after.keys()].filter((labels) => labels.includes('made'))).toEqual([]);
    const buckets = await read(`${REQUESTS}_bucket`);
    expect(buckets.get('{le="+Inf",method="GET",route="/api/connections",status="200"}')).toBeGreaterThan(0);
  });

  it('pools, driver processes, jobs and the event loop', async () => {
    const pools = await read('portolan_database_connections');
    expect(pools.get('{pool="reads",state="idle"}')).toBeGreaterThan(0);
    expect(pools.get('{pool="requests",state="waiting"}')).toBe(0);
    await api.ask('POST', '/api/connections/test', {
      token: operator,
      tenant,
      body: { name: 'x', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'x', password: 'a password' },
    });
    expect((await read('portolan_driver_processes')).get('')).toBeGreaterThan(0);
    expect((await read('portolan_driver_calls')).get('{state="waiting"}')).toBe(0);
    expect((await read('portolan_driver_crashes_total')).get('')).toBe(0);
    expect((await read('portolan_jobs')).has('{queue="mirror-activity",state="waiting"}')).toBe(true);
    expect((await read('nodejs_eventloop_lag_p99_seconds')).size).toBe(1);
  });
});

it('tells how late checks are, and how many incidents have not ended, without a name', async () => {
  const body = { name: 'Overdue', dbType: 'postgresql', host: '127.0.0.1', port: 1, username: 'x' };
  const made = await api.ask('POST', '/api/connections', { token: operator, tenant, body });
  const { id, tenantId } = made.body.data;
  const late = "update connection_monitors set next_check_at = now() - interval '100 seconds' where connection_id = $1";
  await api.database.query(late, [id]);
  expect(await read('portolan_incidents_open')).toEqual(new Map([['', 0]]));
  const incident =
    'insert into incidents (id, tenant_id, started_at, ended_at) values (gen_random_uuid(), $1, now(), $2)';
  for (const endedAt of [null, null, new Date(Date.now() + 1_000)])
    await api.database.query(incident, [tenantId, endedAt]);
  expect(await read('portolan_incidents_open')).toEqual(new Map([['', 2]]));
  const lag = (await read('portolan_check_lag_seconds')).get('');
  expect(lag).toBeGreaterThanOrEqual(100);
  // What somebody is at is not late.
  const claim = "update connection_monitors set claimed_until = now() + interval '1 hour' where tenant_id = $1";
  await api.database.query(claim, [tenantId]);
  expect((await read('portolan_check_lag_seconds')).get('')).toBe(0);
});

it('has all that the dashboard of the docs shows', async () => {
  const file = path.resolve(import.meta.dirname, '../../../docs/grafana-dashboard.json');
  const { panels } = JSON.parse(await readFile(file, 'utf8')) as { panels: { targets: { expr: string }[] }[] };
  const shown = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(portolan|nodejs|process)_\w+/g) ?? []),
  );
  const { text } = await api.raw('GET', '/metrics', { headers: NEAR });
  const measured = new Set(text.match(/^[a-z]\w+/gm));
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter((name) => !measured.has(name))).toEqual([]);
});

describe('whether it is ready', () => {
  it('says so to anybody', async () => {
    const answer = await api.ask('GET', '/ready');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      status: 'ok',
      checks: { database: 'ok', migrations: 'ok', tenantServer: 'ok', driverHost: 'ok' },
    });
    expect((await api.app.request('http://10.1.2.3:3000/ready')).status).toBe(200);
  });

  it('is not while tables are older than this version', async () => {
    const [last] = await api.database.query<{ name: string }>(
      'delete from portolan_migrations where id = (select max(id) from portolan_migrations) returning name',
    );
    const answer = await api.ask('GET', '/ready');
    await api.database.query('insert into portolan_migrations (name) values ($1)', [last?.name]);
    expect(answer.status).toBe(503);
    expect(answer.body.checks).toMatchObject({ database: 'ok', migrations: 'failed' });
    expect((await api.ask('GET', '/ready')).status).toBe(200);
  });
});
