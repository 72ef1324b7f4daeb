import type { HealthNews } from '@portolan/contract';
import { Bell } from '../bell.ts';
import type { TenantContext } from '../context.ts';
import { INCIDENT_COLUMNS, type IncidentRow, toIncident } from '../incidents/index.ts';
import { pageStatement, readPage } from '../paged-read.ts';
import { summarizeHealth } from './summarize-health.ts';

/** Time alone makes a status unknown, which nobody tells. */
const LOOK_MS = 15_000;
/** What changes within this is told in one. */
const GATHER_MS = 150;
/** The newest incidents that are told. */
const MOST = 50;

const OPEN = pageStatement('incidents-not-ended', {
  columns: INCIDENT_COLUMNS,
  from: 'incidents i',
  where: 'i.tenant_id = scope.tenant_id and i.ended_at is null',
  orderBy: 'i.started_at desc, i.id desc',
});

/** How the connections of a tenant are, at first and whenever it has changed, whichever process has changed it. */
export async function* watchHealth(ctx: TenantContext): AsyncGenerator<HealthNews, void> {
  const { db } = ctx.services;
  const { signal } = ctx.request;
  const { id } = ctx.tenant;
  const bell = new Bell();
  let attention = 0;
  const unhear = db.watch([`health:${id}`], bell.ring);
  const unhearBeside = db.watch([`attention:${id}`, `data_connections:${id}`, `invitations:${id}`], () => {
    attention += 1;
    bell.ring();
  });
  signal?.addEventListener('abort', bell.ring);
  try {
    for (let told = ''; !signal?.aborted; ) {
      const news = { ...(await readNews(ctx)), attention };
      const text = JSON.stringify(news);
      if (text !== told) yield news;
      told = text;
      await bell.rung(LOOK_MS);
      if (!signal?.aborted) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    unhear();
    unhearBeside();
  }
}

async function readNews(ctx: TenantContext): Promise<Omit<HealthNews, 'attention'>> {
  const [summary, { rows, total }] = await Promise.all([
    summarizeHealth(ctx),
    readPage<IncidentRow>(ctx, OPEN, { limit: MOST, offset: 0 }),
  ]);
  return { summary, openIncidents: total, incidents: rows.map(toIncident) };
}
