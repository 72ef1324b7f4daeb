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
  reads = new PreparedReads({ connectionString }, 3, (error) => lost.push(error));
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
    const nowhere = new PreparedReads({ connectionString: 'postgresql://u:p@127.0.0.1:1/x' }, 3, () => {});
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(nowhere.query(echo, [1])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
    await nowhere.close();
  });

  it('read times as JavaScript has them', async () => {
    const text = "select '2026-02-03 04:05:06.789123+02'::timestamptz as at, null::timestamptz as never";
    const [row] = await reads.query({ name: 'times', text }, []);
    expect(row).toEqual({ at: new Date('2026-02-03T02:05:06.789Z'), never: null });
  });
});
