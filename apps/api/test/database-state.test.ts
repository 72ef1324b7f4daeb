import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness, startProcess } from './harness.ts';

let api: Harness;
let token: string;

beforeAll(async () => {
  api = await startHarness();
  token = await api.token();
  await api.createTenant(token, 'states');
  // Says what the test wants to hear whenever a connection or an audit event is written.
  await api.database.query(`
    create table said (code text);
    grant select on said to portolan_app;
    create function say() returns trigger language plpgsql as $$
    declare wanted text := (select code from said);
    begin
      if wanted is not null then raise exception using errcode = wanted, message = 'planted'; end if;
      return new;
    end $$;
    create trigger say before insert on data_connections for each row execute function say();
    create trigger say before insert on roles for each row execute function say();
  `);
});
afterAll(() => api.close());

async function saying(code: string): Promise<void> {
  await api.database.query('delete from said');
  await api.database.query('insert into said values ($1)', [code]);
}

const CONNECTION = { name: 'c', dbType: 'postgresql', host: 'db.example.com', port: 5432 };
const create = () => api.ask('POST', '/api/connections', { token, tenant: 'states', body: CONNECTION });
const createOverTrpc = () =>
  api
    .client(token, 'states')
    .roles.create.mutate({ name: 'r', permissionIds: [] })
    .then(
      () => ({ httpStatus: 200, appCode: null }),
      (error: { data: { httpStatus: number; appCode: string } }) => error.data,
    );

/** Every class of SQLSTATE that speaks of the server, with its members that people meet. */
const STATES: [string, string][] = [
  ['08004', 'database_refused'],
  ['08006', 'database_away'],
  ['08P01', 'database_away'],
  ['25006', 'database_read_only'],
  ['25P03', 'database_busy'],
  ['25P04', 'database_busy'],
  ['28000', 'database_refused'],
  ['28P01', 'database_refused'],
  ['3D000', 'database_missing'],
  ['53000', 'database_out_of_memory'],
  ['53100', 'database_full'],
  ['53200', 'database_out_of_memory'],
  ['53300', 'database_crowded'],
  ['53400', 'database_out_of_memory'],
  ['55006', 'database_busy'],
  ['55P03', 'database_busy'],
  ['57000', 'database_away'],
  ['57014', 'database_busy'],
  ['57P01', 'database_away'],
  ['57P03', 'database_away'],
  ['58000', 'database_damaged'],
  ['58030', 'database_damaged'],
  ['58P01', 'database_damaged'],
  ['72000', 'database_busy'],
  ['F0000', 'database_damaged'],
  ['XX000', 'database_damaged'],
  ['XX001', 'database_damaged'],
  ['XX002', 'database_damaged'],
];

describe('a database that cannot do what it is asked', () => {
  it.each(STATES)('%s is 503 with Retry-After and %s, on both faces', async (state, code) => {
    await saying(state);
    const answer = await create();
    expect([answer.status, answer.body.error.code, answer.body.error.details[0].code]).toEqual([
      503,
      'UNAVAILABLE',
      code,
    ]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.text).not.toContain('planted');
    expect(await createOverTrpc()).toMatchObject({ httpStatus: 503, appCode: 'UNAVAILABLE', issues: [{ code }] });
  });

  it.each(['22000', '23000', '42501', '42P01', '54001', 'P0001', '0A000'])(
    '%s stays a fault of ours',
    async (state) => {
      await saying(state);
      expect((await create()).status).toBe(500);
      expect(await createOverTrpc()).toMatchObject({ httpStatus: 500, appCode: 'INTERNAL' });
    },
  );

  it('works again as soon as the database does', async () => {
    await api.database.query('delete from said');
    expect((await create()).status).toBe(201);
  });
});

describe('a table that somebody keeps locked', () => {
  it('is 503 for reads and changes, and the rest goes on', async () => {
    const holder = new pg.Client({ connectionString: api.database.url });
    await holder.connect();
    await holder.query('begin; lock table data_connections in access exclusive mode');
    try {
      const [changed, read, other] = await Promise.all([
        create(),
        api.ask('GET', '/api/connections', { token, tenant: 'states' }),
        createOverTrpc(),
      ]);
      expect([changed.status, changed.body.error.details[0].code]).toEqual([503, 'database_busy']);
      expect([read.status, read.body.error.details[0].code]).toEqual([503, 'database_busy']);
      expect(other.httpStatus).toBe(200);
    } finally {
      await holder.end();
    }
    expect((await create()).status).toBe(201);
  });
});

describe('health', () => {
  it('tells of a disk that somebody has just found full', async () => {
    const own = await startProcess();
    await own.database.query(`
      create function no_room() returns trigger language plpgsql as $$
      begin raise exception using errcode = '53100', message = 'planted'; end $$;
      create trigger no_room before insert on tenants for each row execute function no_room();
      create trigger no_room before insert on audit_events for each row execute function no_room();
    `);
    const answer = await own.ask('POST', '/api/v1/auth/token', {
      body: { username: 'operator@portolan.local', password: 'operator-password-1' },
    });
    expect([answer.status, answer.body.error.details[0].code]).toEqual([503, 'database_full']);
    const { status, body } = await own.ask('GET', '/health');
    expect([status, body.checks]).toEqual([503, expect.objectContaining({ database: 'ok', writes: 'failed' })]);
    await own.close();
  });

  it('tells when the database takes no writes, and reading goes on', async () => {
    const own = await startHarness();
    expect((await own.ask('GET', '/health')).body.checks).toMatchObject({ database: 'ok', writes: 'ok' });
    const signedIn = await own.token();
    await own.database.query(
      'do $$ begin execute format($q$alter database %I set default_transaction_read_only = on$q$, current_database()); end $$',
    );
    await own.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await expect
      .poll(async () => (await own.ask('GET', '/health')).body.checks, { timeout: 10_000 })
      .toEqual(expect.objectContaining({ database: 'ok', writes: 'failed' }));
    expect((await own.ask('GET', '/api/v1/users/me', { token: signedIn })).status).toBe(200);
    const refused = await own.ask('POST', '/api/v1/auth/token', {
      body: { username: 'operator@portolan.local', password: 'operator-password-1' },
    });
    expect([refused.status, refused.body.error.details[0].code]).toEqual([503, 'database_read_only']);
    await own.close();
  });
});
