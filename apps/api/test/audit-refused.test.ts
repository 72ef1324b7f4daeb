import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';
import { procedures } from './isolation/ask-http.ts';
import { askStream, STREAMS } from './isolation/ask-stream.ts';
import { type Entry, POLICY } from './isolation/policy.ts';
import { createWorld, type PrincipalName, type World } from './isolation/world.ts';

let api: Harness;
let world: World;
let dialled = 0;

beforeAll(async () => {
  api = await startHarness();
  world = await createWorld(api);
  const { drivers } = api.composition.services;
  for (const verb of ['diagnose', 'introspect', 'schemas', 'tables', 'fields'] as const) {
    const dial = drivers[verb].bind(drivers) as (...args: never[]) => never;
    Object.assign(drivers, {
      [verb]: (...args: never[]) => {
        dialled++;
        return dial(...args);
      },
    });
  }
  // For the owner too, who writes what stands above the tenants.
  await api.database.query(`
    create function refuse() returns trigger language plpgsql as $$
    begin raise exception using errcode = 'insufficient_privilege', message = 'planted'; end $$;
    create trigger refuse before insert on audit_events for each row execute function refuse();
  `);
});
afterAll(async () => {
  await api.database.query('drop trigger refuse on audit_events');
  await api.close();
});

/** What counts attempts, notes when somebody was seen, or tells how far a tenant or a refresh came, is no act. */
const BOOKKEEPING = [
  'rate_limits',
  'write_probe',
  'provisioning_journal',
  'encryption_keys',
  'installation',
  'running_refreshes',
  'refresh_callers',
];

/** What of a table is no bookkeeping, where some of it is: when somebody was last seen, or has last asked. */
const KEPT: Readonly<Record<string, string>> = {
  sessions: 'id, user_id, secret_hash',
  hand_overs: 'id, device_hash, code_hash, status, user_id, tenant_id, expires_at',
};

/** Every row of the system database, in one text. */
async function everything(): Promise<string> {
  const tables = await api.database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     where c.relkind = 'r' and c.relname <> all ($1) order by 1`,
    [BOOKKEEPING],
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const [row] = await api.database.query<{ text: string }>(
      `select coalesce(string_agg(md5(t::text), ',' order by t::text), '') as text
       from (select ${KEPT[name] ?? '*'} from ${name}) t`,
    );
    texts.push(`${name}: ${row?.text}`);
  }
  return texts.join('\n');
}

async function call(procedure: string, entry: Entry) {
  const principal = (entry.scope === 'public' ? 'anonymous' : entry.allow[0]) as PrincipalName;
  const input = (await entry.input?.(world.own, { principal, world })) ?? {};
  const token = await world.bearer(principal);
  const tenant = entry.scope === 'tenant' ? world.own.slug : undefined;
  const before = await everything();
  dialled = 0;
  if (STREAMS.has(procedure)) {
    const answer = await askStream(api, procedure, { input, token, tenant });
    return { answer, changed: (await everything()) !== before };
  }
  const isQuery = procedures.get(procedure)?.type === 'query';
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = isQuery
    ? await api.raw('GET', `/trpc/${procedure}${query}`, { token, tenant })
    : await api.raw('POST', `/trpc/${procedure}`, { token, tenant, body: input });
  return { answer, changed: (await everything()) !== before };
}

describe('with an audit log that takes no events', () => {
  const acts = Object.entries(POLICY).filter(
    ([procedure, { silent, dials }]) => dials || (procedures.get(procedure)?.type === 'mutation' && !silent),
  );
  it('there is something to try', () => {
    expect(acts.length).toBeGreaterThan(30);
  });

  it.each(acts)('%s dials nobody, changes nothing, and is 503', async (procedure, entry) => {
    const { answer, changed } = await call(procedure, entry);
    // A stream has begun to answer before it begins to act: its failure is in the stream.
    const retryAfter = STREAMS.has(procedure) ? null : '10';
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, retryAfter]);
    expect(answer.text).toContain('The audit log takes no events');
    expect(answer.text).not.toContain('planted');
    expect({ dialled, changed }).toEqual({ dialled: 0, changed: false });
  });

  it('a refusal that cannot be recorded is 503 too, and a wrong password', async () => {
    const token = await world.bearer('viewer');
    const refused = await api.ask('GET', '/api/connections', { token, tenant: 'own' });
    expect(refused.status).toBe(503);
    const wrong = { username: 'nobody@example.com', password: randomUUID() };
    expect((await api.ask('POST', '/api/v1/auth/token', { body: wrong })).status).toBe(503);
  });

  it('what only looks goes on', async () => {
    const token = await world.bearer('admin');
    for (const path of ['/api/connections', '/api/v1/roles', '/api/v1/users', '/api/v1/audit-events']) {
      expect((await api.ask('GET', path, { token, tenant: 'own' })).status).toBe(200);
    }
  });

  it('a tenant that is asked for leaves no database behind', async () => {
    const token = await world.bearer('operator');
    const slug = `refused-${randomUUID().slice(0, 8)}`;
    expect((await api.ask('POST', '/api/tenants', { token, body: { name: 'x', slug } })).status).toBe(503);
    const left = await api.database.query('select from pg_database where datname like $1', [`%${slug}`]);
    expect(left).toEqual([]);
  });
});
