import type { Services } from '@portolan/core';
import { Gauge, type Registry } from 'prom-client';
import { JOB_COUNTS } from '../jobs.ts';

/** Connections and jobs, as they are when somebody looks. */
export function watchDatabases({ db, tenantDatabases, log }: Services, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'portolan_database_connections',
    help: 'Connections to the system database by what they are for, and the calls that wait for one',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, states] of Object.entries(db.poolStates()))
        for (const [state, count] of Object.entries(states)) this.set({ pool, state }, count);
    },
  });
  new Gauge({
    name: 'portolan_tenant_databases_open',
    help: 'Databases of tenants that this process holds open',
    registers,
    collect() {
      this.set(tenantDatabases.poolState.open);
    },
  });
  new Gauge({
    name: 'portolan_tenant_database_calls',
    help: 'Calls at work in databases of tenants, or waiting to be',
    registers,
    collect() {
      this.set(tenantDatabases.poolState.calls);
    },
  });
  new Gauge({
    name: 'portolan_jobs',
    help: 'Jobs of the installation by queue and state, as they were counted last',
    // Every process counts the same ones.
    aggregator: 'max',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset();
      // A database that is away is told by what is missing: whoever looks then needs the rest all the more.
      try {
        for (const { queue, waiting, active } of await jobCounts(db)) {
          this.set({ queue, state: 'waiting' }, waiting);
          this.set({ queue, state: 'active' }, active);
        }
      } catch (err) {
        log.warn({ err }, 'jobs could not be counted');
      }
    },
  });
}

interface JobCounts {
  queue: string;
  waiting: number;
  active: number;
}

async function jobCounts(db: Services['db']): Promise<JobCounts[]> {
  return (await db.pool.query<JobCounts>(JOB_COUNTS)).rows;
}
