import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { AuditAction } from '@portolan/contract';
import {
  anchorDaily,
  archiveLogs,
  INSTALLATION_CHAIN,
  isAnchorGenuine,
  makeAnchor,
  readBeginning,
} from '@portolan/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAnchorSink } from '../src/anchor-sink.ts';
import { createAuditArchive } from '../src/audit-archive.ts';
import { type Harness, startHarness } from './harness.ts';

let api: Harness;
let operator: string;
let tenantId: string;
let slug: string;
let counter = 0;

beforeAll(async () => {
  api = await startHarness();
  operator = await api.token();
});
afterAll(() => api.close());
beforeEach(async () => {
  slug = `log-${counter++}`;
  tenantId = await api.createTenant(operator, slug);
  for (const name of ['a', 'b', 'c']) {
    await api.ask('POST', '/api/v1/roles', { token: operator, tenant: slug, body: { name, permission_ids: [] } });
  }
});

const sql = (text: string, ...values: unknown[]) => api.database.query(text, values);
const verify = async () =>
  (await api.ask('GET', '/api/v1/audit-events/verify', { token: operator, tenant: slug })).body;
const verifyInstallation = async () =>
  (await api.ask('GET', '/api/v1/installation/audit-events/verify', { token: operator })).body;
const context = () => ({
  services: api.composition.services,
  request: { id: 'test', address: 'test', userAgent: null },
});

describe('what the owner of the database does to the log', () => {
  const unchain = 'update audit_events set seq = null, hash = null, key_id = null where tenant_id';

  it('is never signed anew by a start: events taken out of the chain with it', async () => {
    expect(await verify()).toMatchObject({ ok: true, checked: 4 });
    await sql("update audit_events set action = 'forged' where tenant_id = $1 and seq = 2", tenantId);
    await sql(`${unchain} = $1`, tenantId);
    await sql('delete from audit_chains where id = $1', tenantId);
    await api.composition.prepare();
    expect(await verify()).toMatchObject({ ok: false, broken: { reason: 'inserted' } });
    const [row] = await sql('select from audit_events where tenant_id = $1 and seq is not null', tenantId);
    expect(row).toBeUndefined();
    const list = await api.ask('GET', '/api/v1/audit-events', { token: operator, tenant: slug });
    expect(list.body).toMatchObject({ total: 4 });
  });

  it('nor the log of the installation', async () => {
    const own = await startHarness();
    const token = await own.token();
    await own.database.query(`${unchain} is null`);
    await own.database.query('delete from audit_chains where id = $1', [INSTALLATION_CHAIN]);
    await own.composition.prepare();
    const { body } = await own.ask('GET', '/api/v1/installation/audit-events/verify', { token });
    expect(body).toMatchObject({ ok: false, broken: { reason: 'inserted' } });
    await own.close();
  });

  it('is found where everything is gone, the chain included', async () => {
    await sql('delete from audit_events where tenant_id = $1', tenantId);
    await sql('delete from audit_chains where id = $1', tenantId);
    await api.composition.prepare();
    expect(await verify()).toMatchObject({ ok: false, checked: 0, head: null, broken: { reason: 'chain', seq: null } });
  });

  it('is found where the memory of the beginning is gone, or is forged, and a start does not bring it back', async () => {
    const own = await startHarness();
    const token = await own.token();
    await own.createTenant(token, 'memory');
    const ask = async () =>
      (await own.ask('GET', '/api/v1/audit-events/verify', { token, tenant: 'memory' })).body.broken?.reason;
    expect(await ask()).toBeUndefined();
    await own.database.query("update audit_seals set mac = reverse(mac) where kind = 'begun'");
    expect(await ask()).toBe('beginning');
    await own.database.query('delete from audit_seals');
    await own.composition.prepare();
    expect(await ask()).toBe('beginning');
    await own.close();
  });

  it('is found where the list of migrations says that this version has never been here', async () => {
    const own = await startHarness();
    const token = await own.token();
    await own.createTenant(token, 'rewound');
    for (const text of [
      "update audit_events set seq = null, hash = null, key_id = null, details = '{}'",
      'delete from audit_chains',
      'drop table audit_seals, audit_anchor_days',
      "delete from portolan_migrations where name like '0014%'",
      'delete from encryption_keys',
    ])
      await own.database.query(text);
    await own.composition.prepare();
    const installation = await own.ask('GET', '/api/v1/installation/audit-events/verify', { token });
    expect(installation.body).toMatchObject({ ok: false });
    const tenant = await own.ask('GET', '/api/v1/audit-events/verify', { token, tenant: 'rewound' });
    expect(tenant.body).toMatchObject({ ok: false, broken: { reason: 'inserted' } });
    await own.close();
  });

  it('nor where accounts are taken away for the time of a start', async () => {
    const own = await startHarness();
    const token = await own.token();
    await own.createTenant(token, 'hidden');
    for (const text of [
      'create table kept as select * from users',
      'set session_replication_role = replica; delete from users; set session_replication_role = origin',
      'update audit_events set seq = null, hash = null, key_id = null',
      'delete from audit_chains',
      'delete from audit_seals',
    ])
      await own.database.query(text);
    await own.composition.migrate();
    const [seal] = await own.database.query('select from audit_seals');
    expect(seal).toBeUndefined();
    await own.close();
  });

  it('tells when it was begun, and over how many events', async () => {
    const own = await startHarness();
    expect(await readBeginning(own.composition.services)).toEqual({ at: expect.stringMatching(/^20.*Z$/), events: 0 });
    await own.database.query("update audit_seals set seq = 7 where kind = 'begun'");
    expect(await readBeginning(own.composition.services)).toBeNull();
    await own.close();
  });

  it('cannot be hidden by a seal of its own', async () => {
    await sql('delete from audit_events where tenant_id = $1 and seq <= 2', tenantId);
    const [third] = await sql('select key_id from audit_events where tenant_id = $1 and seq = 3', tenantId);
    await sql("insert into audit_seals values ('cut', $1, 2, 'x', $2, 'x')", tenantId, third?.key_id);
    expect(await verify()).toMatchObject({ ok: false, broken: { seq: 1, reason: 'missing' } });
    await sql("delete from audit_seals where kind = 'cut'");
  });
});

describe('an anchor outside of the database', () => {
  it('holds count and head of every log, signed', async () => {
    const { services } = api.composition;
    const anchor = await makeAnchor(services);
    const own = anchor.chains.find(({ chainId }) => chainId === tenantId);
    expect(own).toEqual({ log: slug, chainId: tenantId, seq: 4, hash: (await verify()).head.hash });
    expect(anchor.chains[0]).toMatchObject({ log: 'installation', chainId: INSTALLATION_CHAIN });
    expect(await isAnchorGenuine(services, anchor)).toBe(true);
    expect(await isAnchorGenuine(services, { ...anchor, at: new Date(0).toISOString() })).toBe(false);
    expect(await isAnchorGenuine(services, { ...anchor, chains: [] })).toBe(false);
    expect(await isAnchorGenuine(services, { ...anchor, keyId: 'another' })).toBeNull();
  });

  it('goes to a file once a day, however many ask', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-anchor-'));
    const file = path.join(folder, 'anchors');
    const services = { ...api.composition.services, anchorSink: createAnchorSink(file) };
    await sql('delete from audit_anchor_days');
    await Promise.all([anchorDaily(services), anchorDaily(services), anchorDaily(services)]);
    await anchorDaily(services);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ chains: expect.any(Array), signature: expect.any(String) });
    await rm(folder, { recursive: true });
  });

  it('goes to an address, and is tried again where that does not take it', async () => {
    const received: string[] = [];
    let status = 500;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece) => (body += piece));
      request.on('end', () => {
        received.push(body);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/anchors`;
    const services = { ...api.composition.services, anchorSink: createAnchorSink(url) };
    await sql('delete from audit_anchor_days');
    await expect(anchorDaily(services)).rejects.toThrow('HTTP 500');
    status = 204;
    await anchorDaily(services);
    await anchorDaily(services);
    expect(received).toHaveLength(2);
    server.close();
  });
});

describe('months that are archived', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-archive-'));
  });

  /** A log of several months: what is written in the past is signed as it was then. */
  async function aged(): Promise<void> {
    await sql('delete from audit_events where tenant_id = $1', tenantId);
    await sql('alter table audit_chains disable trigger advance');
    await sql("update audit_chains set seq = 0, hash = '' where id = $1", tenantId);
    await sql('alter table audit_chains enable trigger advance');
    const now = new Date();
    for (let back = 4; back >= 1; back--) {
      const then = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 15));
      await writtenAt(then, `month-${back}-a`);
      await writtenAt(then, `month-${back}-b`);
    }
  }

  async function writtenAt(then: Date, name: string): Promise<void> {
    const real = globalThis.Date;
    // The event bears the moment of its writing: the clock of this process is another one for as long as it takes.
    class Then extends real {
      constructor(...values: []) {
        super(...((values.length === 0 ? [then.getTime()] : values) as []));
      }
    }
    const { recordEvent } = await import('@portolan/core');
    await api.composition.services.db.transaction({ tenantId }, async (em) => {
      globalThis.Date = Then as DateConstructor;
      try {
        // Names of their own, to be told from each other.
        await recordEvent(em, context(), { action: `test:${name}` as AuditAction, tenantId });
      } finally {
        globalThis.Date = real;
      }
    });
  }

  it('are written out first, leave a sound log behind, and can be read with its keys', async () => {
    await aged();
    expect(await verify()).toMatchObject({ ok: true, checked: 8 });
    const { archived, refused } = await archiveLogs(context(), 2, createAuditArchive(folder));
    expect(refused).not.toContain(slug);
    expect(archived.find(({ log }) => log === slug)).toMatchObject({ events: 4 });
    const files = (await readdir(path.join(folder, slug))).sort();
    expect(files).toHaveLength(2);
    const lines = (await readFile(path.join(folder, slug, files[0] ?? ''), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { seq: 1, action: 'test:month-4-a', hash: expect.any(String), keyId: expect.any(String) },
      { seq: 2, action: 'test:month-4-b' },
    ]);
    // Four of before, and what the two removals say of themselves.
    expect(await verify()).toMatchObject({ ok: true, checked: 6, head: { seq: 10 } });
    const left = await sql('select min(seq)::int as first from audit_events where tenant_id = $1', tenantId);
    expect(left).toEqual([{ first: 5 }]);
    const list = await api.ask('GET', '/api/v1/audit-events', { token: operator, tenant: slug });
    expect(list.body).toMatchObject({ total: 6 });
    expect(list.body.items).toHaveLength(6);
    const again = await archiveLogs(context(), 2, createAuditArchive(folder));
    expect(again.archived.find(({ log }) => log === slug)).toMatchObject({ events: 0 });
    await sql("update audit_events set action = 'forged' where tenant_id = $1 and seq = 6", tenantId);
    expect(await verify()).toMatchObject({ ok: false, checked: 1, broken: { seq: 6, reason: 'altered' } });
    await rm(folder, { recursive: true });
  });

  it('stay where the log is not sound, or cannot be written out', async () => {
    await aged();
    const full = () => Promise.reject(new Error('no space'));
    expect((await archiveLogs(context(), 1, full)).archived.every(({ events }) => events === 0)).toBe(true);
    expect(await verify()).toMatchObject({ ok: true });
    await sql("update audit_events set action = 'forged' where tenant_id = $1 and seq = 2", tenantId);
    const { refused } = await archiveLogs(context(), 1, createAuditArchive(folder));
    expect(refused).toContain(slug);
    expect(await sql('select from audit_events where tenant_id = $1', tenantId)).toHaveLength(8);
    await rm(folder, { recursive: true });
  });
});

it('the log of this installation is sound after all of it', async () => {
  expect((await verifyInstallation()).broken).toBeNull();
});
