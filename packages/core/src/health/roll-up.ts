import type { EntityManager } from '@portolan/db';
import type { Services } from '../context.ts';
import { toBase64 } from '../crypto/base64.ts';
import { COARSE, DAY, type DayRecord, FINE, latenciesOn, recordOf } from './day-record.ts';
import { readSamples } from './read-samples.ts';
import type { Sample } from './sample.ts';
import { partitionOf } from './store-samples.ts';

/** Days that are kept: of single checks, of 5 minutes, and of hours. */
const RAW_DAYS = 7;
const FINE_DAYS = 90;
const COARSE_DAYS = 730;
/** Connections at a time: in between, others have their turn. */
const AT_ONCE = 50;
/** What a check speaks for begins no longer ago than this: the longest interval there is, and a day's rest. */
const REACH = 2 * DAY;

const ROLLED = 'select extract(epoch from rolled_to)::float8 as at from health_rollup';
const FIRST = 'select extract(epoch from min(hour))::float8 as at from health_samples';
const SEEN = `
  select connection_id as id, number from health_connections h
  where exists (select from health_samples s where s.connection = h.number and s.hour >= ?::timestamptz) order by 2`;

/**
 * Writes the days of a tenant's connections since the last time anew, from the single checks, and drops what is older than
 * it is kept. Run again it comes to the same, and where it was cut short it is done the next time. `now` in seconds.
 */
export async function rollUp(
  { tenantDatabases }: Pick<Services, 'tenantDatabases'>,
  slug: string,
  now: number = Date.now() / 1_000,
): Promise<void> {
  const from = await tenantDatabases.transaction(slug, beginning);
  if (from === null) return;
  const first = new Date(Math.max(from, now - RAW_DAYS * DAY) * 1_000);
  const seen = await tenantDatabases.transaction(slug, (em) => em.execute<Numbered[]>(SEEN, [first]));
  for (let at = 0; at < seen.length; at += AT_ONCE) {
    const some = seen.slice(at, at + AT_ONCE);
    await tenantDatabases.transaction(slug, (em) => rollSome(em, some, { from: first.getTime() / 1_000, to: now }));
  }
  await tenantDatabases.transaction(slug, (em) => finish(em, now));
}

interface Numbered {
  id: string;
  number: number;
}

/** The first day to be written; null where there is nothing. */
async function beginning(em: EntityManager): Promise<number | null> {
  const [rolled] = await em.execute<{ at: number }[]>(ROLLED);
  const [first] = await em.execute<{ at: number | null }[]>(FIRST);
  if (first?.at == null) return null;
  const since = rolled ? Math.max(first.at, rolled.at - REACH) : first.at;
  return since - (since % DAY);
}

const DAYS = `
  select day, number, decode(up, 'base64') as up, decode(down, 'base64') as down, decode(p50, 'base64') as p50,
    decode(p95, 'base64') as p95, array(select jsonb_array_elements_text(latencies)::int2) as latencies
  from jsonb_to_recordset(?::jsonb) as d(day date, number int, up text, down text, p50 text, p95 text, latencies jsonb)`;
const SET = 'up = excluded.up, down = excluded.down, p50 = excluded.p50, p95 = excluded.p95';
const WRITE_FINE = `
  insert into health_5m (day, connection, up, down, p50, p95, latencies) ${DAYS} order by 1, 2
  on conflict (day, connection) do update set ${SET}, latencies = excluded.latencies`;
const WRITE_COARSE = `
  insert into health_1h (day, connection, up, down, p50, p95)
  select day, number, up, down, p50, p95 from (${DAYS}) d order by 1, 2 on conflict (day, connection) do update set ${SET}`;

async function rollSome(em: EntityManager, some: Numbered[], { from, to }: { from: number; to: number }) {
  const samples = await readSamples(
    em,
    some.map(({ id }) => id),
    from,
  );
  const fine: object[] = [];
  const coarse: object[] = [];
  for (const { id, number } of some) {
    for (let day = from; day < to; day += DAY) {
      const of = around(samples.get(id) ?? [], day);
      if (of.length === 0) continue;
      const row = { day: new Date(day * 1_000).toISOString().slice(0, 10), number };
      fine.push({ ...row, ...textOf(recordOf(of, day, FINE)), latencies: latenciesOn(of, day) });
      coarse.push({ ...row, ...textOf(recordOf(of, day, COARSE)), latencies: [] });
    }
  }
  await em.execute(WRITE_FINE, [JSON.stringify(fine)], 'run');
  await em.execute(WRITE_COARSE, [JSON.stringify(coarse)], 'run');
}

/** The checks that say something of a day: its own, the last one before and the first one after it. */
function around(samples: readonly Sample[], day: number): readonly Sample[] {
  const first = samples.findIndex(({ at }) => at >= day);
  if (first < 0) return [];
  const after = samples.findIndex(({ at }) => at >= day + DAY);
  return samples.slice(Math.max(0, first - 1), after < 0 ? samples.length : after + 1);
}

function textOf({ up, down, p50, p95 }: DayRecord) {
  return { up: toBase64(up), down: toBase64(down), p50: toBase64(p50), p95: toBase64(p95) };
}

const MARK = `
  insert into health_rollup (rolled_to) values (?) on conflict (only_one) do update set rolled_to = excluded.rolled_to`;
const OLD = `
  select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'health_samples'::regclass and c.relname < ?`;

async function finish(em: EntityManager, now: number): Promise<void> {
  const today = Math.floor(now / DAY);
  await em.execute(MARK, [new Date(now * 1_000)], 'run');
  for (const { name } of await em.execute<{ name: string }[]>(OLD, [partitionOf(today - RAW_DAYS)])) {
    await em.execute(`drop table ${name}`);
  }
  const before = (days: number) => new Date((today - days) * DAY * 1_000).toISOString().slice(0, 10);
  await em.execute('delete from health_5m where day < ?::date', [before(FINE_DAYS)], 'run');
  await em.execute('delete from health_1h where day < ?::date', [before(COARSE_DAYS)], 'run');
}
