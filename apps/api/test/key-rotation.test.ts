import { randomBytes } from 'node:crypto';
import {
  attestChain,
  buildConnection,
  createKeyring,
  hypervisorTarget,
  readKeyUsage,
  recordEvent,
  renewSeals,
  rotateKeys,
  type TargetColumns,
  targetOf,
  verifyEvents,
} from '@portolan/core';
import { DataConnectionEntity } from '@portolan/db';
import { spawnCommand } from '@portolan/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, OPERATOR, startBeside, startHarness } from './harness.ts';

const newKey = () => randomBytes(32).toString('base64');

let api: Harness;
let token: string;
let tenantId: string;
let operatorId: string;
/** Keys in the order in which they came to be the current one. */
const keys: string[] = [];
/** Keys that single chains of the tests below end with. */
const further: string[] = [];
beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  tenantId = await api.createTenant(token, 'ledger');
  const [user] = await api.database.query<{ id: string }>('select id from users');
  operatorId = user?.id as string;
  keys.push(api.key);
});
afterAll(() => api.close());

const idOf = async (key: string) => (await createKeyring(Uint8Array.from(Buffer.from(key, 'base64')))).current.id;
const sql = <R extends object>(statement: string, ...values: unknown[]) => api.database.query<R>(statement, values);
const passwordOf = (n: number) => `planted-secret-${n}`;
const input = (n: number) =>
  ({ dbType: 'postgresql', name: `Connection ${n}`, host: 'db.example', port: 5432, password: passwordOf(n) }) as const;

/** Connections made behind the API's back, thousands in a moment. */
async function plant(h: Harness, count: number): Promise<void> {
  const { services } = h.composition;
  const numbers = Array.from({ length: count }, (_, n) => n);
  const rows = await Promise.all(numbers.map((n) => buildConnection(services, tenantId, operatorId, input(n))));
  await services.db.ownerTransaction(async (em) => {
    for (let at = 0; at < rows.length; at += 500) {
      await em.insertMany(DataConnectionEntity, rows.slice(at, at + 500));
    }
  });
}

function command(env: Record<string, string>, ...args: string[]) {
  const own = { DATABASE_URL: api.database.url, TENANT_DB_PREFIX: api.database.tenantPrefix };
  const { child, result } = spawnCommand({ ...own, ...env }, ...args);
  const checked = result.then((ended) => {
    for (const secret of keys) expect(ended.out + ended.err).not.toContain(secret);
    return ended;
  });
  return { child, result: checked };
}
const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
const underOther = async (keyId: string) =>
  (await sql<{ n: number }>('select count(*)::int as n from data_connections where credential_key_id <> $1', keyId))[0]
    ?.n ?? 0;

/** Whether every stored credential opens with the keys of a process, and says what was planted. */
async function expectAllOpen(h: Harness, count: number): Promise<void> {
  const { db, keyring } = h.composition.services;
  const rows = await db.ownerTransaction((em) => em.find(DataConnectionEntity, { name: { $like: 'Connection %' } }));
  expect(rows).toHaveLength(count);
  for (const row of rows) {
    expect(await targetOf(keyring, row)).toMatchObject({ credential: { type: 'password' } });
  }
}

describe('rotating the keys', () => {
  const COUNT = 3_000;

  it('fails no read and loses no update, killed in the middle and run again', async () => {
    await plant(api, COUNT);
    const [old, fresh] = [api.key, newKey()];
    keys.push(fresh);
    const freshId = await idOf(fresh);
    // A server with both keys, as all have them by then, and one that was forgotten and still has the old one alone.
    const server = await startBeside(api, { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: old });
    const ids = (await sql<{ id: string }>("select id from data_connections where name like 'Connection %'")).map(
      ({ id }) => id,
    );
    const pick = () => ids[Math.floor(Math.random() * ids.length)] as string;
    let working = true;
    let [reads, updates] = [0, 0];
    const read = async () => {
      const { db, keyring } = server.composition.services;
      while (working) {
        const id = pick();
        const row = await db.ownerTransaction((em) => em.findOneOrFail(DataConnectionEntity, { id }));
        expect(await targetOf(keyring, row)).toMatchObject({ credential: { type: 'password' } });
        const answer = await server.ask('GET', `/api/connections/${id}`, { token, tenant: 'ledger' });
        expect(answer.body.data.credentialState).toBe('ready');
        reads++;
      }
    };
    const written = new Map<string, string>();
    const update = async (h: Harness) => {
      while (working) {
        const id = pick();
        if (written.has(id)) continue;
        const password = `updated-${updates++}`;
        written.set(id, password);
        const answer = await h.ask('PATCH', `/api/connections/${id}`, { token, tenant: 'ledger', body: { password } });
        expect(answer.status).toBe(200);
      }
    };
    const load = Promise.all([read(), read(), update(server), update(api)]);

    const both = { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: old };
    const rotate = async () => {
      // Somebody holds a credential in the middle: the rotation waits for them there, and is killed.
      const holder = new pg.Client(api.database.url);
      await holder.connect();
      await holder.query('begin');
      await holder.query('select from data_connections where id = $1 for update', [ids.toSorted()[COUNT / 2]]);
      const cut = command(both, 'keys', 'rotate');
      while (cut.child.exitCode === null && (await underOther(freshId)) > COUNT / 2 + 200) await pause();
      cut.child.kill('SIGKILL');
      await cut.result;
      await holder.end();
      const left = await underOther(freshId);
      return { left, again: await command(both, 'keys', 'rotate').result };
    };
    const { left, again } = await rotate().finally(() => {
      working = false;
    });
    await load;
    expect(again).toMatchObject({ err: '', code: 0 });
    expect(again.out).toMatch(/^credentials: \d+ \(\d+\/s\)$/m);
    expect(again.out).toMatch(/^audit events: \d+ \(\d+\/s\)$/m);
    expect(again.out).toMatch(/^warning {2}a server worked with [0-9a-f]{16} as its current key/m);
    expect(left).toBeGreaterThan(COUNT / 3);
    expect(reads).toBeGreaterThan(0);

    // What the forgotten server wrote since is told, and rotated by the next run.
    const status = await command({ ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: old }, 'keys', 'status').result;
    expect(status.code).toBe(0);
    expect(status.out).toMatch(new RegExp(`^${await idOf(old)} +previous`, 'm'));
    await rotateKeys(context(server), { credentials: () => {}, events: () => {} });
    expect(await underOther(freshId)).toBe(0);
    await server.close();

    const after = await startBeside(api, { ENCRYPTION_KEY: fresh });
    await expectAllOpen(after, COUNT);
    const { db, keyring } = after.composition.services;
    for (const [id, password] of written) {
      const row = await db.ownerTransaction((em) => em.findOneOrFail(DataConnectionEntity, { id }));
      expect(await targetOf(keyring, row)).toMatchObject({ credential: { password } });
    }
    const verified = await after.ask('GET', '/api/v1/audit-events/verify', {
      token: await after.token(),
      tenant: 'ledger',
    });
    expect(verified.body).toMatchObject({ ok: true, broken: null });
    expect(verified.body.checked).toBeGreaterThan(2);
    const alone = await command({ ENCRYPTION_KEY: fresh }, 'audit', 'verify').result;
    expect(alone).toMatchObject({ code: 0 });
    await after.close();
  }, 120_000);

  it('keeps a sealed credential sealed, and rotates those of deleted connections', async () => {
    const last = keys.at(-1) as string;
    const fresh = newKey();
    keys.push(fresh);
    const server = await startBeside(api, { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: last });
    const fresher = { token: await server.token(), tenant: 'ledger' };
    const [moved, gone] = await sql<{ id: string }>(
      "select id from data_connections where name like 'Connection %' limit 2",
    );
    await server.ask('PATCH', `/api/connections/${moved?.id}`, { ...fresher, body: { host: 'elsewhere.example' } });
    await server.ask('DELETE', `/api/connections/${gone?.id}`, fresher);
    await rotateKeys(context(server), { credentials: () => {}, events: () => {} });
    await server.close();
    const after = await startBeside(api, { ENCRYPTION_KEY: fresh });
    const there = { token: await after.token(), tenant: 'ledger' };
    const state = async (id?: string) =>
      (await after.ask('GET', `/api/connections/${id}`, there)).body.data.credentialState;
    expect(await state(moved?.id)).toBe('sealed');
    await after.ask('PATCH', `/api/connections/${moved?.id}`, { ...there, body: { host: 'db.example' } });
    expect(await state(moved?.id)).toBe('ready');
    await after.ask('POST', `/api/connections/${gone?.id}/restore`, there);
    await expectAllOpen(after, 3_000);
    await after.close();
  });

  it('brings what hypervisors are reached with under the new key, and the old one opens nothing more', async () => {
    const last = keys.at(-1) as string;
    const fresh = newKey();
    keys.push(fresh);
    const secrets = { password: 'planted-password-of-a-host', privateKey: 'planted-key-of-a-host' };
    const before = await startBeside(api, { ENCRYPTION_KEY: last });
    const uri = 'qemu+ssh://root@cellar.invalid/system';
    const body = { name: 'Cellar', uri, password: secrets.password, private_key: secrets.privateKey };
    const { id } = (await before.ask('POST', '/api/v1/hypervisors', { token: await before.token(), body })).body;
    await before.close();
    const server = await startBeside(api, { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: last });
    const under = async (key: string) => {
      const keyId = await idOf(key);
      return (await readKeyUsage(server.composition.services)).find((usage) => usage.id === keyId)?.credentials;
    };
    expect(await under(last)).toBeGreaterThan(0);
    await rotateKeys(context(server), { credentials: () => {}, events: () => {} });
    expect(await under(last)).toBe(0);
    await server.close();

    const after = await startBeside(api, { ENCRYPTION_KEY: fresh });
    expect(after.composition.services.storedKeys.state).toBe('ok');
    const afterwards = { token: await after.token() };
    const listed = (await after.ask('GET', '/api/v1/hypervisors', afterwards)).body;
    expect(listed.items).toMatchObject([{ id, credential_state: 'ready' }]);
    const opened = async () => {
      const [row] = await sql<TargetColumns>(
        `select id, uri, username, pools, encrypted_credential as "encryptedCredential", credential_key_id as "credentialKeyId"
         from hypervisors where id = $1`,
        id,
      );
      return hypervisorTarget(after.composition.services.keyring, row as TargetColumns);
    };
    expect(await opened()).toMatchObject({ uri, credential: secrets });
    // Led elsewhere by somebody who can write rows, it opens nothing.
    await sql("update hypervisors set uri = 'qemu+ssh://root@elsewhere.invalid/system' where id = $1", id);
    expect(await opened()).toMatchObject({ code: 'CREDENTIAL_UNREADABLE' });
    expect((await after.ask('DELETE', `/api/v1/hypervisors/${id}`, afterwards)).status).toBe(204);
    await after.close();
  });
});

const context = (h: Harness) => ({
  services: h.composition.services,
  request: { id: crypto.randomUUID(), address: 'cli', userAgent: null },
});

describe('an audit log whose keys were rotated', () => {
  let server: Harness;
  beforeAll(async () => {
    server = await startBeside(api, { ENCRYPTION_KEY: keys.at(-1) as string });
  });
  afterAll(() => server.close());

  const verify = () =>
    verifyEvents({ services: server.composition.services, tenant: { id: tenantId, slug: 'ledger', name: '' } }, {});
  const at = (seq: number) => [tenantId, seq] as const;
  const keyOf = async (seq: number) =>
    (await sql<{ key_id: string }>('select key_id from audit_events where tenant_id = $1 and seq = $2', ...at(seq)))[0]
      ?.key_id;

  it('is vouched for by the current key alone', async () => {
    expect(await verify()).toMatchObject({ ok: true });
    expect(server.composition.services.keyring.find((await keyOf(3)) ?? '')).toBeUndefined();
  });

  it.each([
    "action = 'connections:delete'",
    'details = null',
    "created_at = created_at + interval '1 microsecond'",
    `hash = '${'0'.repeat(64)}'`,
    "key_id = 'another'",
  ])('names the old event where %s', async (change) => {
    const [before] = await sql<Record<string, unknown>>(
      'select action, details, created_at::text as created_at, hash, key_id from audit_events where tenant_id = $1 and seq = $2',
      ...at(3),
    );
    await sql(`update audit_events set ${change} where tenant_id = $1 and seq = $2`, ...at(3));
    expect(await verify()).toMatchObject({ ok: false, broken: { seq: 3, reason: 'altered' } });
    await sql(
      `update audit_events set action = $3, details = $4, created_at = $5, hash = $6, key_id = $7
       where tenant_id = $1 and seq = $2`,
      ...at(3),
      before?.action,
      before?.details,
      before?.created_at,
      before?.hash,
      before?.key_id,
    );
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('does not pass without what vouches for it, nor with what somebody else wrote there', async () => {
    await sql('create table kept as select * from audit_attestations where chain_id = $1', tenantId);
    const put = 'insert into audit_attestations select * from kept';
    await sql('delete from audit_attestations where chain_id = $1', tenantId);
    expect(await verify()).toMatchObject({ ok: false, broken: { seq: 1, reason: 'key' } });
    await sql(put);
    for (const change of [
      `digest = '${'0'.repeat(64)}'`,
      'to_seq = to_seq + 1',
      'marks = set_byte(marks, 4, (get_byte(marks, 4) + 1) % 256)',
    ]) {
      await sql(`update audit_attestations set ${change} where chain_id = $1`, tenantId);
      expect((await verify()).ok).toBe(false);
      await sql('delete from audit_attestations where chain_id = $1', tenantId);
      await sql(put);
    }
    await sql('drop table kept');
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('keeps the hashes that were noted down elsewhere', async () => {
    const [row] = await sql<{ hash: string }>(
      'select hash from audit_events where tenant_id = $1 and seq = 2',
      tenantId,
    );
    const query = `?anchor_seq=2&anchor_hash=${row?.hash}`;
    const there = { token: await server.token(), tenant: 'ledger' };
    const answer = await server.ask('GET', `/api/v1/audit-events/verify${query}`, there);
    expect(answer.body).toMatchObject({ ok: true });
  });

  it('may be of any length, and of several keys in turn', async () => {
    const made = await server.createTenant(await server.token(), 'long');
    const append = (h: Harness, count: number) =>
      h.composition.services.db.transaction({ tenantId: made }, async (em) => {
        const entry = { action: 'roles:create', tenantId: made } as const;
        for (let n = 0; n < count; n++) await recordEvent(em, context(h), entry);
      });
    await append(server, 1_099);
    const [second, third] = [newKey(), newKey()];
    further.push(third);
    const between = await startBeside(api, { ENCRYPTION_KEY: second, ENCRYPTION_KEYS_PREVIOUS: keys.at(-1) as string });
    await append(between, 50);
    await append(server, 50);
    const vouch = async ({ composition: { services } }: Harness) => {
      await services.db.ownerTransaction((em) => renewSeals(em, services.keyring));
      return attestChain(services, made);
    };
    expect(await vouch(between)).toMatchObject({ attested: 1_200, brokenAt: null });
    await append(between, 600);
    await between.close();
    const last = await startBeside(api, { ENCRYPTION_KEY: third, ENCRYPTION_KEYS_PREVIOUS: second });
    expect(await vouch(last)).toMatchObject({ attested: 1_800, brokenAt: null });
    await append(last, 10);
    await last.close();
    const alone = await startBeside(api, { ENCRYPTION_KEY: third });
    const tenant = { id: made, slug: 'long', name: '' };
    const check = () => verifyEvents({ services: alone.composition.services, tenant }, {});
    expect(await check()).toMatchObject({ ok: true, checked: 1_810 });
    for (const seq of [2, 500, 501, 1_099, 1_100, 1_200, 1_201, 1_800, 1_801]) {
      await sql("update audit_events set address = 'x' where tenant_id = $1 and seq = $2", made, seq);
      expect(await check()).toMatchObject({ ok: false, broken: { seq, reason: 'altered' } });
      await sql("update audit_events set address = 'cli' where tenant_id = $1 and seq = $2", made, seq);
    }
    await alone.close();
  });

  it('is out of the restricted role’s reach to vouch for', async () => {
    const { db } = server.composition.services;
    const attempt = db.transaction({ tenantId }, (em) => em.execute('delete from audit_attestations'));
    await expect(attempt).rejects.toThrow('permission denied');
  });

  it('is not vouched for where an event was altered before', async () => {
    const made = await server.createTenant(await server.token(), 'tampered');
    await sql("update audit_events set action = 'x' where tenant_id = $1 and seq = 1", made);
    const fresh = newKey();
    const next = await startBeside(api, { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: keys.at(-1) as string });
    expect(await attestChain(next.composition.services, made)).toEqual({ attested: 0, brokenAt: 1 });
    await next.close();
    const env = { ENCRYPTION_KEY: fresh, ENCRYPTION_KEYS_PREVIOUS: [keys.at(-1), ...further].join(',') };
    const { out, code } = await command(env, 'keys', 'rotate').result;
    expect(out).toMatch(/^left {2}the audit log tampered: event 1 is not as it was written/m);
    expect(code).toBe(1);
    further.push(keys.at(-1) as string);
    keys.push(fresh);
  });
});

describe('a start with a key that opens nothing', () => {
  let astray: Harness;
  beforeEach(async () => {
    astray = await startBeside(api, { ENCRYPTION_KEY: newKey() });
    return () => astray.close();
  });

  it('says so in one line, in health and at each connection, and overwrites nothing', async () => {
    const lines = astray.log.filter((line) => line.includes('ENCRYPTION_KEY'));
    expect(lines).toHaveLength(astray.processes.length);
    expect(lines[0]).toContain(await idOf(keys.at(-1) as string));
    const health = await astray.ask('GET', '/health');
    expect(health.status).toBe(503);
    expect(health.body).toMatchObject({ status: 'failed', checks: { database: 'ok', keys: 'unreadable' } });
    const there = { token: await astray.token(), tenant: 'ledger' };
    const { items } = (await astray.ask('GET', '/api/connections', there)).body.data;
    expect(new Set(items.map((item: { credentialState: string }) => item.credentialState))).toEqual(
      new Set(['unreadable']),
    );
    const [{ id }] = items;
    const stored = () => sql('select encrypted_credential, credential_key_id from data_connections where id = $1', id);
    const before = await stored();
    const renamed = await astray.ask('PATCH', `/api/connections/${id}`, { ...there, body: { description: 'new' } });
    expect(renamed.body.data.credentialState).toBe('unreadable');
    const test = await astray.ask('POST', `/api/connections/${id}/test`, there);
    expect(test.body.data).toMatchObject({ success: false, code: 'CREDENTIAL_UNREADABLE' });
    expect(await stored()).toEqual(before);
    const body = { password: 'entered-again' };
    const again = await astray.ask('PATCH', `/api/connections/${id}`, { ...there, body });
    expect(again.body.data.credentialState).toBe('ready');
  });

  it.each([
    ['backup', '/tmp/portolan-none'],
    ['operators', 'invite', 'x@example.com'],
    ['reset-link', OPERATOR.username],
    ['audit', 'begin'],
    ['keys', 'rotate'],
  ])('and no command writes a word: %s', async (...words) => {
    const count = () => sql('select count(*)::int as n from audit_events');
    const before = await count();
    const { err, code } = await command({ ENCRYPTION_KEY: newKey() }, ...words).result;
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^ENCRYPTION_KEY is not a key of this installation|do not open what is stored/m),
    ]);
    expect(await count()).toEqual(before);
  });

  it('makes no other process unhealthy, and repairs and migrates nothing', async () => {
    await sql("update tenants set schema_version = null where slug = 'ledger'");
    await expect(astray.composition.migrate()).rejects.toThrow(/ENCRYPTION_KEY/);
    const env = { ENCRYPTION_KEY: keys.at(-1) as string, ENCRYPTION_KEYS_PREVIOUS: further.join(',') };
    const right = await startBeside(api, env);
    expect((await right.ask('GET', '/health')).body.checks.keys).toBe('ok');
    await right.close();
  });

  it('ends once the operator says that the other keys are lost', async () => {
    await astray.composition.services.storedKeys.adopt();
    expect((await astray.ask('GET', '/health')).body).toMatchObject({ status: 'ok', checks: { keys: 'ok' } });
  });
});
