import {
  checkDelay,
  forgetHealth,
  type HealthState,
  nextHealth,
  rollUp,
  storeSamples,
  type TakenSample,
  UNKNOWN,
} from '@portolan/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const INTERVAL = 60;
let api: Harness;
let token: string;

beforeAll(async () => {
  api = await startHarness();
  const tenantId = await api.createTenant(await api.token(), 'traced');
  token = (await api.member(tenantId, 'contributor')).token;
}, 60_000);
afterAll(() => api.close());

/** The same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

interface Span {
  from: number;
  to: number;
}
interface Trace {
  /** When the database was down, in the order of time, apart from each other. */
  outages: Span[];
  /** When nobody looked. */
  gaps: Span[];
}

/** 30 days up to a moment: outages of minutes and hours, flaps of seconds, and hours in which nobody looked. */
function traceUpTo(end: number, random: () => number): Trace {
  const spans = (count: number, least: number, most: number): Span[] =>
    Array.from({ length: count }, () => {
      const from = end - 30 * DAY + random() * 29.5 * DAY;
      return { from, to: from + least + random() * (most - least) };
    });
  const outages = [...spans(14, 600, 2 * HOUR), ...spans(80, 20, 90)].toSorted((a, b) => a.from - b.from);
  const apart = outages.filter(
    ({ from }, n) => n === 0 || from > Math.max(...outages.slice(0, n).map(({ to }) => to)) + 600,
  );
  return { outages: apart, gaps: spans(3, HOUR, 8 * HOUR) };
}

const within = (spans: readonly Span[], at: number) => spans.some(({ from, to }) => at >= from && at < to);

/** The part of the time that was up, of that in which somebody looked. */
function uptimeOf({ outages, gaps }: Trace, from: number, to: number): number {
  let [up, seen] = [0, 0];
  for (let at = from; at < to; at++) {
    if (within(gaps, at)) continue;
    seen++;
    if (!within(outages, at)) up++;
  }
  return up / seen;
}

/** Walks through a trace as the scheduler would, each hour's checks handed over as they are kept. */
function* checksOf(id: string, trace: Trace, { from, to, random }: Span & { random: () => number }) {
  const incidents: { change: string; at: number }[] = [];
  let state: HealthState = UNKNOWN;
  let hour: TakenSample[] = [];
  for (let at = from; at < to; ) {
    if (within(trace.gaps, at)) {
      at += INTERVAL;
      continue;
    }
    const ok = !within(trace.outages, at);
    const time = new Date(at * 1_000);
    const turn = nextHealth(state, ok ? { at: time, ok, reasons: [] } : { at: time, ok });
    state = turn.state;
    if (turn.incident) incidents.push({ change: turn.incident.change, at: turn.incident.at.getTime() / 1_000 });
    const every = checkDelay(state, INTERVAL, random());
    // A database that grows slower from week to week.
    const ms = Math.round(20 + ((at - from) / DAY) * 2);
    hour.push({ id, at: time, ms, code: ok ? null : 'TCP_REFUSED', every });
    if (Math.floor((at + every) / HOUR) > Math.floor(at / HOUR)) {
      yield { samples: hour, until: at, incidents };
      hour = [];
    }
    at += every;
  }
  yield { samples: hour, until: to, incidents };
}

describe('30 days of a database', () => {
  const now = Math.floor(Date.now() / 1_000);
  const random = seeded(7);
  const trace = traceUpTo(now, random);
  let id: string;
  let incidents: { change: string; at: number }[] = [];
  const inTenant = <T>(work: Parameters<typeof api.composition.services.tenantDatabases.transaction<T>>[1]) =>
    api.composition.services.tenantDatabases.transaction('traced', work);
  const get = async (rest: string) => (await api.ask('GET', `/api/connections/${id}${rest}`, { token })).body.data;

  beforeAll(async () => {
    const body = { name: 'Traced', dbType: 'postgresql', host: '127.0.0.1', port: 1 };
    id = (await api.ask('POST', '/api/connections', { token, body })).body.data.id;
    let rolled = 0;
    for (const { samples, until, incidents: found } of checksOf(id, trace, { from: now - 30 * DAY, to: now, random })) {
      if (samples.length > 0) await inTenant((em) => storeSamples(em, samples));
      incidents = found;
      if (until - rolled < 12 * HOUR) continue;
      rolled = until;
      await rollUp(api.composition.services, 'traced', until);
    }
    await rollUp(api.composition.services, 'traced', now);
  }, 120_000);

  it('have an uptime within 0.1 % of what was, over each window, through the real roll-up', async () => {
    const { uptime } = await get('/health');
    for (const [window, days] of [
      ['24h', 1],
      ['7d', 7],
      ['30d', 30],
    ] as const) {
      expect(Math.abs(uptime[window] - uptimeOf(trace, now - days * DAY, now))).toBeLessThan(0.001);
    }
  });

  it('have each outage as one incident, and no incident without one', () => {
    const opened = incidents.filter(({ change }) => change === 'opened');
    const during = ({ from, to }: Span) => opened.filter(({ at }) => at >= from && at < to);
    const lookedAt = trace.outages.filter(({ from, to }) => !trace.gaps.some((gap) => gap.from < to && from < gap.to));
    for (const outage of lookedAt.filter(({ from, to }) => to - from > 2 * INTERVAL)) {
      expect(during(outage)).toHaveLength(1);
    }
    for (const { at } of opened) expect(within(trace.outages, at)).toBe(true);
    expect(incidents.every(({ change }, n) => change === (n % 2 === 0 ? 'opened' : 'closed'))).toBe(true);
  });

  it('are told by day, hour and minutes, each with its gaps', async () => {
    for (const window of ['24h', '7d', '30d', '90d']) {
      const { points, stepSeconds } = await get(`/health/history?window=${window}`);
      const told = points as { at: string; status: string | null; uptime: number; p50: number; p95: number }[];
      for (const { at, status, uptime, p50, p95 } of told.slice(0, -1)) {
        const from = Date.parse(at) / 1_000;
        const to = from + stepSeconds;
        if (from < now - 30 * DAY) continue;
        const isGap = trace.gaps.some((gap) => gap.from <= from && gap.to >= to);
        expect(status === null).toBe(isGap);
        if (isGap) continue;
        const isQuiet = ![...trace.outages, ...trace.gaps].some(
          (one) => one.from < to + 1_200 && one.to > from - 1_200,
        );
        if (isQuiet) expect([status, uptime]).toEqual(['healthy', 1]);
        if (p50 !== null) expect(p50 <= p95 && p50 >= 19 && p95 <= 84).toBe(true);
      }
    }
  });

  it('are told as a strip of their last day that says what its history says', async () => {
    const { points } = await get('/health/history?window=24h');
    const strip = await api.client(token).health.strips.query({ ids: [id] });
    expect(strip).toMatchObject({ from: points[0].at, stepSeconds: 1_800 });
    const letters = (points as { status: string | null }[]).map(({ status }) => status?.[0] ?? '-');
    expect(strip.strips).toEqual([{ id, cells: letters.join('') }]);
  });

  it('keep single checks for 7 days, and the latencies of a month in their spread', async () => {
    const parts = await inTenant((em) =>
      em.execute<{ name: string }[]>(`select inhrelid::regclass::text as name from pg_inherits
        where inhparent = 'health_samples'::regclass order by 1`),
    );
    expect(parts.length).toBeLessThanOrEqual(9);
    const { latency } = await get('/health');
    expect(Math.abs(latency['30d'].p50 / 50 - 1)).toBeLessThan(0.06);
    expect(Math.abs(latency['30d'].p95 / 77 - 1)).toBeLessThan(0.06);
  });

  it('are rolled up to the same, however often', async () => {
    const look = () =>
      inTenant(async (em) => [
        await em.execute(
          `select day, connection, md5(up || down || p50 || p95) as of, latencies from health_5m order by 1`,
        ),
        await em.execute(`select day, connection, md5(up || down || p50 || p95) as of from health_1h order by 1`),
      ]);
    const before = await look();
    await rollUp(api.composition.services, 'traced', now);
    await Promise.all([1, 2].map(() => rollUp(api.composition.services, 'traced', now)));
    expect(await look()).toEqual(before);
  });

  it('are gone with the connection, once that is purged', async () => {
    await forgetHealth(api.composition.services, 'traced', [id]);
    for (const table of ['health_connections', 'health_samples', 'health_5m', 'health_1h']) {
      expect(await inTenant((em) => em.execute(`select 1 as one from ${table} limit 1`))).toEqual([]);
    }
  });
});
