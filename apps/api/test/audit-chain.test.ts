import { randomBytes, randomUUID } from 'node:crypto';
import {
  beginChains,
  createKeyring,
  type Principal,
  purgeTenant,
  recordEvent,
  verifyEvents,
  verifyInstallation,
} from '@portolan/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

let h: Harness;
let operator: string;
let tenant: { id: string; slug: string };
let count = 0;

beforeAll(async () => {
  h = await startHarness();
  operator = await h.token();
});
afterAll(() => h.close());

const target = { dbType: 'postgresql', host: '127.0.0.1', port: 1 } as const;
const connect = (slug: string, name: string) => h.client(operator, slug).connections.create.mutate({ ...target, name });

async function tenantWith(events: number): Promise<{ id: string; slug: string }> {
  const slug = `chain-${++count}`;
  const id = await h.createTenant(operator, slug);
  for (let n = 1; n < events; n++) await connect(slug, `Ledger ${n}`);
  return { id, slug };
}

const verify = async (slug: string, query = '') =>
  (await h.ask('GET', `/api/v1/audit-events/verify${query}`, { token: operator, tenant: slug })).body;
const sql = (text: string, ...values: unknown[]) => h.database.query<Record<string, unknown>>(text, values);
const rowsOf = (id: string) => sql('select * from audit_events where tenant_id = $1 order by seq', id);
const idAt = async (id: string, seq: number) => (await rowsOf(id)).find((row) => Number(row.seq) === seq)?.id;
/** One statement on the row at a place of the tenant's chain, as the owner. */
const tamper = (change: string, seq: number) =>
  sql(`update audit_events set ${change} where tenant_id = $1 and seq = $2`, tenant.id, seq);

const context = {
  request: { id: 'test', address: 'test', userAgent: null },
  get services() {
    return h.composition.services;
  },
};

describe('a chain', () => {
  beforeEach(async () => {
    tenant = await tenantWith(5);
  });

  it('holds as it was written', async () => {
    const rows = await rowsOf(tenant.id);
    expect(await verify(tenant.slug)).toEqual({
      ok: true,
      checked: 5,
      head: { seq: 5, hash: rows[4]?.hash },
      broken: null,
    });
  });

  const changes = [
    "action = 'connections:delete'",
    "outcome = 'denied'",
    'actor_user_id = gen_random_uuid()',
    'actor_user_id = null',
    'actor_api_key_id = gen_random_uuid()',
    "entity_type = 'role'",
    'entity_id = gen_random_uuid()',
    `details = details || '{"name": "Other"}'`,
    `details = details || '{"more": 1}'`,
    "details = details - 'name'",
    'details = null',
    "request_id = 'x'",
    "address = '198.51.100.7'",
    "created_at = created_at + interval '1 microsecond'",
    'id = gen_random_uuid()',
    `hash = '${'0'.repeat(64)}'`,
  ];
  it.each(changes)('names the event where %s', async (change) => {
    await tamper(change, 3);
    const broken = { seq: 3, id: await idAt(tenant.id, 3), reason: 'altered' };
    expect(await verify(tenant.slug)).toMatchObject({ ok: false, checked: 2, broken });
  });

  it('names an event that was deleted: in the middle, the first, the last, all', async () => {
    const remove = (seq: number) => sql('delete from audit_events where tenant_id = $1 and seq = $2', tenant.id, seq);
    await remove(5);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 5, id: null, reason: 'missing' });
    await remove(3);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 3, id: null, reason: 'missing' });
    await remove(1);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 1, id: null, reason: 'missing' });
    await sql('delete from audit_events where tenant_id = $1', tenant.id);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 1, id: null, reason: 'missing' });
  });

  it('names an event that was slipped in', async () => {
    const insert = (seq: number | null) =>
      sql(
        `insert into audit_events (id, tenant_id, action, outcome, seq, hash, key_id)
         select gen_random_uuid(), tenant_id, action, outcome, $2::bigint, case when $2::bigint is null then null else hash end,
                case when $2::bigint is null then null else key_id end
         from audit_events where tenant_id = $1 and seq = 2 returning id`,
        tenant.id,
        seq,
      );
    const [outside] = await insert(null);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: null, id: outside?.id, reason: 'inserted' });
    const [behind] = await insert(6);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 6, id: behind?.id, reason: 'inserted' });
    await sql('update audit_events set seq = -seq where tenant_id = $1 and seq >= 3', tenant.id);
    await sql('update audit_events set seq = 1 - seq where tenant_id = $1 and seq < 0', tenant.id);
    const [between] = await insert(3);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 3, id: between?.id, reason: 'altered' });
  });

  it('is not begun anew for an event that was slipped in', async () => {
    await sql(
      `insert into audit_events (id, tenant_id, action, outcome) values (gen_random_uuid(), $1, 'made:up', 'success')`,
      tenant.id,
    );
    await beginChains(context);
    expect((await verify(tenant.slug)).broken).toMatchObject({ seq: null, reason: 'inserted' });
  });

  it('names the first of two events that changed places', async () => {
    await sql(`update audit_events set seq = -seq where tenant_id = $1 and seq in (2, 4)`, tenant.id);
    await sql(`update audit_events set seq = 6 + seq where tenant_id = $1 and seq < 0`, tenant.id);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 2, id: await idAt(tenant.id, 2), reason: 'altered' });
  });

  it("names another tenant's event that was moved in, and the place where it is missing", async () => {
    const other = await tenantWith(3);
    await sql('delete from audit_events where tenant_id = $1 and seq = 2', tenant.id);
    await sql('update audit_events set tenant_id = $1 where tenant_id = $2 and seq = 2', tenant.id, other.id);
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 2, id: await idAt(tenant.id, 2), reason: 'altered' });
    expect((await verify(other.slug)).broken).toEqual({ seq: 2, id: null, reason: 'missing' });
  });

  it('names a head that is gone, was changed or was set back', async () => {
    await sql('alter table audit_chains disable trigger advance');
    try {
      await sql(`update audit_chains set hash = 'x' where id = $1`, tenant.id);
      expect((await verify(tenant.slug)).broken).toEqual({ seq: 5, id: await idAt(tenant.id, 5), reason: 'head' });
      await sql(
        `update audit_chains set seq = 4, hash = (select hash from audit_events where tenant_id = $1 and seq = 4) where id = $1`,
        tenant.id,
      );
      expect((await verify(tenant.slug)).broken).toEqual({ seq: 5, id: await idAt(tenant.id, 5), reason: 'inserted' });
      await sql('delete from audit_chains where id = $1', tenant.id);
      expect((await verify(tenant.slug)).broken).toMatchObject({ seq: 1, reason: 'head' });
    } finally {
      await sql('alter table audit_chains enable trigger advance');
    }
  });

  it('that was cut with care still lacks the anchor that was kept', async () => {
    const { head } = await verify(tenant.slug);
    const anchor = `?anchor_seq=${head.seq}&anchor_hash=${head.hash}`;
    await connect(tenant.slug, 'One more');
    expect(await verify(tenant.slug, anchor)).toMatchObject({ ok: true, checked: 6 });
    await sql('delete from audit_events where tenant_id = $1 and seq > 4', tenant.id);
    await sql('alter table audit_chains disable trigger advance');
    await sql(
      `update audit_chains set seq = 4, hash = (select hash from audit_events where tenant_id = $1 and seq = 4) where id = $1`,
      tenant.id,
    );
    await sql('alter table audit_chains enable trigger advance');
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked: 4 });
    expect((await verify(tenant.slug, anchor)).broken).toEqual({ seq: 5, id: null, reason: 'anchor' });
    await connect(tenant.slug, 'Another fifth');
    expect((await verify(tenant.slug, anchor)).broken).toEqual({
      seq: 5,
      id: await idAt(tenant.id, 5),
      reason: 'anchor',
    });
  });

  it('cannot be made by whoever holds the database but not the key', async () => {
    const { services } = h.composition;
    const keyring = await createKeyring(randomBytes(32));
    const request = { id: randomUUID(), address: 'x', userAgent: null };
    const forging = { services: { ...services, keyring }, request, tenant: { ...tenant, name: 'x' } };
    await services.db.ownerTransaction((em) => recordEvent(em, forging, { action: 'roles:create' }));
    expect((await verify(tenant.slug)).broken).toEqual({ seq: 6, id: await idAt(tenant.id, 6), reason: 'key' });
    await sql(
      'update audit_events set key_id = $2 where tenant_id = $1 and seq = 6',
      tenant.id,
      services.keyring.current.id,
    );
    expect((await verify(tenant.slug)).broken).toMatchObject({ seq: 6, reason: 'altered' });
  });

  it('still holds after its key was rotated', async () => {
    const [first, second] = [randomBytes(32), randomBytes(32)];
    const { services } = h.composition;
    const request = { id: randomUUID(), address: 'x', userAgent: null };
    const ref = { id: randomUUID(), slug: `rotated-${count}`, name: 'x' };
    await sql(`insert into tenants (id, slug, name, status) values ($1, $2, 'x', 'active')`, ref.id, ref.slug);
    const holding = async (...keys: Parameters<typeof createKeyring>) => {
      const keyring = await createKeyring(...keys);
      const right = { access: 'public' } as const;
      return { services: { ...services, keyring }, request, principal: {} as Principal, right, tenant: ref };
    };
    for (const ctx of [await holding(first), await holding(second, [first])]) {
      await services.db.transaction({ tenantId: ref.id }, (em) => recordEvent(em, ctx, { action: 'keys:rotate' }));
    }
    // What seals the beginning of the log is the key that it was begun with.
    const begun = Buffer.from([...h.secrets][0] ?? '', 'base64');
    const both = await holding(second, [first, begun]);
    expect(await verifyEvents(both, {})).toMatchObject({ ok: true, checked: 2 });
    const lost = await holding(second);
    expect(await verifyEvents(lost, {})).toMatchObject({ ok: false, broken: { seq: 1, reason: 'key' } });
  });
});

describe('whatever details are recorded', () => {
  it('verify as the database gives them back', async () => {
    tenant = await tenantWith(1);
    const { services } = h.composition;
    const request = { id: randomUUID(), address: 'x', userAgent: null };
    const ctx = { services, request, tenant: { ...tenant, name: 'x' } };
    const key = fc.string({ unit: 'binary' });
    const details = fc.dictionary(key, fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), fc.double(), fc.date()));
    let checked = 1;
    await fc.assert(
      fc.asyncProperty(details, async (told) => {
        const entry = { action: 'roles:create', details: { ...told, half: '\ud83e', nul: '\u0000' } } as const;
        await services.db.transaction({ tenantId: tenant.id }, (em) => recordEvent(em, ctx, entry));
        checked++;
      }),
      { numRuns: 300 },
    );
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked, broken: null });
  });
});

describe('the chain of the installation', () => {
  it('holds, and is verified by its owner alone', async () => {
    const { services } = h.composition;
    const [events] = await sql('select count(*)::int as total from audit_events where tenant_id is null');
    expect(await verifyInstallation(services)).toMatchObject({ ok: true, checked: events?.total, broken: null });
    const [row] = await sql(
      `update audit_events set address = '198.51.100.7' where tenant_id is null and seq = 2 returning id, '192.0.2.1' as was`,
    );
    expect((await verifyInstallation(services)).broken).toEqual({ seq: 2, id: row?.id, reason: 'altered' });
    await sql('update audit_events set address = $2 where id = $1', row?.id, row?.was);
    expect((await verifyInstallation(services)).ok).toBe(true);
    tenant = await tenantWith(1);
    const seen = await services.db.transaction({ tenantId: tenant.id }, (em) =>
      em.execute('select from audit_events where tenant_id is null'),
    );
    expect(seen).toEqual([]);
  });
});

describe('a tenant that is purged', () => {
  it('takes its chain along', async () => {
    tenant = await tenantWith(2);
    await h.ask('DELETE', `/api/tenants/${tenant.slug}`, { token: operator });
    const request = { id: randomUUID(), address: 'x', userAgent: null };
    await purgeTenant({ services: h.composition.services, request }, { slug: tenant.slug });
    expect(await sql('select from audit_chains where id = $1', tenant.id)).toEqual([]);
    expect(await rowsOf(tenant.id)).toEqual([]);
    const [last] = await sql('select * from audit_events where tenant_id is null order by seq desc limit 1');
    expect(last).toMatchObject({ action: 'tenants:purge', entity_id: tenant.id });
  });
});

describe('the restricted role', () => {
  const asApp = (text: string) =>
    h.composition.services.db.transaction({ tenantId: tenant.id }, (em) => em.execute(text));

  it('can neither change nor remove events, nor set a chain back, nor write outside of one', async () => {
    tenant = await tenantWith(2);
    const refused = [
      `update audit_events set action = 'x'`,
      'delete from audit_events',
      'delete from audit_chains',
      `update audit_chains set seq = 1, hash = 'x'`,
      `update audit_chains set seq = seq + 2`,
      `insert into audit_events (id, tenant_id, action, outcome) values (gen_random_uuid(), '${tenant.id}', 'x', 'success')`,
      'select * from pgboss.schedule',
      'delete from pgboss.job_common',
    ];
    for (const text of refused) await expect(asApp(text), text).rejects.toThrow();
    expect(await asApp('select id from audit_chains')).toHaveLength(2);
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked: 2 });
  });
});

describe('many at once', () => {
  it('stand in one chain without a gap', async () => {
    tenant = await tenantWith(1);
    await Promise.all(Array.from({ length: 100 }, (_, n) => connect(tenant.slug, `At once ${n}`)));
    expect((await rowsOf(tenant.id)).map(({ seq }) => Number(seq))).toEqual(
      Array.from({ length: 101 }, (_, n) => n + 1),
    );
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked: 101 });
    const waiting = await sql(`select from pgboss.job where state = 'created' and singleton_key = $1`, tenant.id);
    expect(waiting).toHaveLength(1);
  });
});

describe('an event that cannot be written', () => {
  afterEach(async () => {
    await sql('drop trigger if exists refuse on audit_events');
    await sql('drop trigger if exists refuse on pgboss.job_common');
    await sql('drop function if exists refuse()');
  });

  it.each(['audit_events', 'pgboss.job_common'])('takes the change back with it: %s', async (table) => {
    tenant = await tenantWith(2);
    await sql(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`);
    // The trigger fires before the queue's own check for a job that waits already.
    await sql(`create trigger refuse before insert on ${table} for each row execute function refuse()`);
    const answer = await h.ask('POST', '/api/connections', {
      token: operator,
      tenant: tenant.slug,
      body: { ...target, name: 'No' },
    });
    expect(answer.status).toBe(503);
    expect(await sql('select from data_connections where tenant_id = $1', tenant.id)).toHaveLength(1);
    await sql(`drop trigger refuse on ${table}`);
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked: 2 });
    await connect(tenant.slug, 'Again');
    expect(await verify(tenant.slug)).toMatchObject({ ok: true, checked: 3 });
  });
});

describe('events from before there were chains', () => {
  it('are chained once, in the order of their times', async () => {
    const id = randomUUID();
    const slug = 'before';
    const tenantId = await h.createTenant(operator, slug);
    await sql('delete from audit_events where tenant_id = $1', tenantId);
    await sql('delete from audit_chains where id = $1', tenantId);
    await sql(
      `insert into audit_events (id, tenant_id, action, outcome, details, created_at)
       select gen_random_uuid(), $1, 'old:' || n, 'success', jsonb_build_object('n', n, 'x', 1.50, 'big', 1e30::numeric),
              timestamptz '2026-01-01' - n * interval '1.000001 seconds'
       from generate_series(1, 5100) n`,
      tenantId,
    );
    // As in an installation that was never begun.
    await sql("delete from audit_seals where kind = 'begun'");
    expect(await beginChains(context)).toBe(5100);
    expect(await beginChains(context)).toBeNull();
    expect(await verify(slug)).toMatchObject({ ok: true, checked: 5100 });
    const [first] = await rowsOf(tenantId);
    expect(first?.action).toBe('old:5100');
    await connect(slug, id);
    expect(await verify(slug)).toMatchObject({ ok: true, checked: 5101 });
  });
});
