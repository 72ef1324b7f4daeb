import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PreparedReads } from './prepared-reads.ts';

// Provided by the global setup of the test run, whose types this package may not import.
const connectionString = inject('postgresUrl' as never) as string;
const echo = { name: 'echo', text: 'select $1::int as n, pg_backend_pid() as pid' };
const fail = { name: 'fail', text: 'select 1 / $1::int as n' };
const suicide = { name: 'suicide', text: 'select pg_terminate_backend(pg_backend_pid())' };
let reads: PreparedReads;
let lost: Error[] = [];

beforeAll(() => {
  reads = new PreparedReads({ connectionString }, { most: 3, onError: (error) => lost.push(error) });
});
afterAll(() => reads.close());

describe('prepared reads', () => {
  it('answer each call its own rows, however many share a connection', async () => {
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    const rows = await Promise.all(numbers.map((n) => reads.query<{ n: number; pid: number }>(echo, [n])));
    expect(rows.map(([row]) => row?.n)).toEqual(numbers);
    expect(new Set(rows.map(([row]) => row?.pid)).size).toBeLessThanOrEqual(3);
  });

  it('fail alone: what is beside or behind a broken one is answered', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? reads.query(fail, [0]) : reads.query(echo, [n]))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(
      Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'rejected' : 'fulfilled')),
    );
  });

  it('tell whoever was waiting that the connection is gone, and heal with the next call', async () => {
    lost = [];
    const [killed] = await Promise.allSettled([reads.query(suicide, [])]);
    expect(killed.status).toBe('rejected');
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    expect(await reads.query(echo, [7])).toMatchObject([{ n: 7 }]);
  });

  it('reject when there is no server, each time anew', async () => {
    const nowhere = new PreparedReads(
      { connectionString: 'postgresql://u:p@127.0.0.1:1/x' },
      { most: 3, onError: () => {} },
    );
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(nowhere.query(echo, [1])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
    await nowhere.close();
  });

  it('end with a connection that is silent for too long, and go on with another', async () => {
    const impatient = new PreparedReads({ connectionString }, { most: 1, onError: () => {}, silenceMs: 500 });
    const sleep = { name: 'sleep', text: 'select pg_sleep($1)::text as slept' };
    await impatient.query(echo, [1]);
    const outcomes = await Promise.allSettled([impatient.query(sleep, [60]), impatient.query(echo, [2])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await impatient.query(echo, [3])).toMatchObject([{ n: 3 }]);
    await impatient.close();
  });

  it('read each type as pg does, the first time and later', async () => {
    const text = `select $1::text as given, 1::int8 as big, 1.50::numeric as exact, '{"a":[1]}'::jsonb as json, true as yes,
      '{a,null,"b c"}'::text[] as list, null::int as nothing, '\\x0102'::bytea as bytes, 'x' as "__proto__2", 1.5::float8 as float`;
    const client = new pg.Client({ connectionString });
    await client.connect();
    const { rows } = await client.query(text, ["it's"]);
    await client.end();
    for (let time = 0; time < 3; time++) expect(await reads.query({ name: 'types', text }, ["it's"])).toEqual(rows);
    const none = { name: 'none', text: 'select 1 as n where $1::text is null' };
    expect(await reads.query(none, [['a', null, 'b"c\\']])).toEqual([]);
    expect(await reads.query(none, [undefined])).toEqual([{ n: 1 }]);
  });

  it('read times as JavaScript has them', async () => {
    const text = "select '2026-02-03 04:05:06.789123+02'::timestamptz as at, null::timestamptz as never";
    const [row] = await reads.query({ name: 'times', text }, []);
    expect(row).toEqual({ at: new Date('2026-02-03T02:05:06.789Z'), never: null });
  });
});
