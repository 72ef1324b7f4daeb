import type { DiagnosisCode } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { outcomeNumber } from './sample.ts';

/** A check of a connection, to be kept. */
export interface TakenSample {
  /** Of the connection. */
  id: string;
  at: Date;
  ms: number;
  code: DiagnosisCode | null;
  /** Seconds until the next one. */
  every: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The unit of the stored `every`, in seconds. */
export const EVERY_UNIT = 10;

const STORE = `
  with given as materialized (
    select * from jsonb_to_recordset(?::jsonb) as g(id uuid, hour timestamptz, at int2, ms int, outcome int2, every int2)
  ), fresh as (
    insert into health_connections (connection_id)
    select distinct id from given g where not exists (select from health_connections h where h.connection_id = g.id)
    on conflict do nothing returning connection_id, number
  ), known as (
    select connection_id, number from fresh
    union select h.connection_id, h.number from health_connections h join given g on g.id = h.connection_id
  )
  insert into health_samples (connection, hour, at, ms, outcome, every)
  select k.number, g.hour, array_agg(g.at order by g.at), array_agg(g.ms order by g.at),
    array_agg(g.outcome order by g.at), array_agg(g.every order by g.at)
  from given g join known k on k.connection_id = g.id group by k.number, g.hour order by 1, 2
  on conflict (connection, hour) do update set at = health_samples.at || excluded.at,
    ms = health_samples.ms || excluded.ms, outcome = health_samples.outcome || excluded.outcome,
    every = health_samples.every || excluded.every`;

/** Keeps samples in their tenant's database, all in one statement; the day's partition is made where it is missing. */
export async function storeSamples(em: EntityManager, samples: readonly TakenSample[]): Promise<void> {
  for (const day of new Set(samples.map(({ at }) => Math.floor(at.getTime() / DAY_MS)))) await ensureDay(em, day);
  await em.execute(STORE, [JSON.stringify(samples.map(rowOf))], 'run');
}

function rowOf({ id, at, ms, code, every }: TakenSample) {
  const time = at.getTime();
  const hour = new Date(time - (time % HOUR_MS));
  const second = Math.floor((time % HOUR_MS) / 1_000);
  return { id, hour, at: second, ms, outcome: outcomeNumber(code), every: Math.ceil(every / EVERY_UNIT) };
}

const IS_THERE = 'select to_regclass(?) is not null as here';

/** Rows grow where they stand: a page has room for that. */
async function ensureDay(em: EntityManager, day: number): Promise<void> {
  const [from, to] = [new Date(day * DAY_MS).toISOString(), new Date((day + 1) * DAY_MS).toISOString()];
  const name = partitionOf(day);
  const [table] = await em.execute<{ here: boolean }[]>(IS_THERE, [`public.${name}`]);
  if (table?.here) return;
  await em.execute('select pg_advisory_xact_lock(727008)');
  await em.execute(`create table if not exists ${name} partition of health_samples
    for values from ('${from}') to ('${to}') with (fillfactor = 70)`);
}

/** Days are counted from 1970. */
export function partitionOf(day: number): string {
  return `health_samples_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
