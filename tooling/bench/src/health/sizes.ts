import { randomUUID } from 'node:crypto';
import { rollUp, storeSamples, type TakenSample } from '@portolan/core';
import { TenantDatabases } from '@portolan/db';
import type { Workspace } from '../workspace.ts';

const CONNECTIONS = 200;
const DAYS = 4;
const INTERVAL = 300;
const DAY = 86_400;
/** What ends within a second where 10,000 are checked every 300 s. */
const TOGETHER = 33;
const TARGET = { connections: 10_000, raw: 7, fine: 90, coarse: 730, gib: 4 };

/** What the history of 10,000 connections over two years takes, from real rows of a few of them. */
export async function measureSizes(workspace: Workspace): Promise<boolean> {
  const tenantDatabases = new TenantDatabases({ url: workspace.databaseUrl, prefix: 'dbtools_tenant_' });
  try {
    const end = Math.floor(Date.now() / 1_000 / DAY) * DAY;
    await fill(tenantDatabases, end);
    await rollUp({ tenantDatabases }, 'demo', end);
    const days = CONNECTIONS * DAYS;
    const size = async (sql: string) => {
      const [row] = await tenantDatabases.transaction('demo', (em) => em.execute<{ n: number }[]>(sql));
      return Number(row?.n) / days;
    };
    const raw = await size(
      `select sum(pg_total_relation_size(inhrelid)) as n from pg_inherits where inhparent = 'health_samples'::regclass`,
    );
    const fine = await size(`select pg_total_relation_size('health_5m') as n`);
    const coarse = await size(`select pg_total_relation_size('health_1h') as n`);
    const total = TARGET.connections * (raw * TARGET.raw + fine * TARGET.fine + coarse * TARGET.coarse);
    const told = [raw, fine, coarse].map((bytes) => `${Math.round(bytes)} B`).join(', ');
    console.log(
      `a day of a connection takes ${told} as single checks, 5 minutes and hours (index, room to grow and all)`,
    );
    const gib = total / 1024 ** 3;
    const is = gib < TARGET.gib ? 'reached' : 'MISSED ';
    console.log(
      `  ${is}  ${gib.toFixed(2)} GiB for ${TARGET.connections} connections over two years, at most ${TARGET.gib}`,
    );
    return gib < TARGET.gib;
  } finally {
    await tenantDatabases.close();
  }
}

/** Checks as they come: each connection at a moment of its own, those of one second together. */
async function fill(tenantDatabases: TenantDatabases, end: number): Promise<void> {
  const ids = Array.from({ length: CONNECTIONS }, () => ({ id: randomUUID(), typical: 5 + Math.random() * 80 }));
  let batch: TakenSample[] = [];
  for (let at = end - DAYS * DAY; at < end; at += INTERVAL) {
    for (const [n, { id, typical }] of ids.entries()) {
      const second = at + Math.floor((n * INTERVAL) / CONNECTIONS);
      const ms = Math.round(typical * Math.exp(Math.random() * Math.random()));
      const code = Math.random() < 0.001 ? 'TIMEOUT' : null;
      batch.push({ id, at: new Date(second * 1_000), ms, code, every: INTERVAL * (1 - Math.random() / 10) });
      if (batch.length < TOGETHER) continue;
      const some = batch;
      batch = [];
      await tenantDatabases.transaction('demo', (em) => storeSamples(em, some));
    }
  }
}
