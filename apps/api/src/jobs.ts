import {
  type DueDelivery,
  deliverMessage,
  finishTestLater,
  type GatheredRule,
  gatherEvents,
  type Logger,
  mirrorActivity,
  type Services,
} from '@portolan/core';
import { APP_ROLE, type SystemDatabase } from '@portolan/db';
import { DELIVER, FINISH, type FinishJob, GATHER, JOBS_SCHEMA, MIRROR, type MirrorJob } from '@portolan/platform';
import type { Job, JobResult, PgBoss } from 'pg-boss';

const CONNECTIONS = 3;
const CONNECT_MS = 5_000;
/** How often the state of jobs is looked after: among them those whose worker was killed. */
const SUPERVISE_SECONDS = 10;
const STOP_MS = 1_500;

/** As the last look after the queues has counted them: nobody who measures makes a large queue be read. */
export const JOB_COUNTS = `select name as queue, queued_count as waiting, active_count as active from ${JOBS_SCHEMA}.queue`;

/** One waiting job a tenant is enough; a job that fails comes back later and later, and never gives up. */
const MIRROR_QUEUE = {
  policy: 'short',
  heartbeatSeconds: 10,
  expireInSeconds: 3_600,
  deleteAfterSeconds: 3_600,
  retryLimit: 1_000_000,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
} as const;
const MIRROR_WORK = {
  // A batch is as many tenants at once, each with a connection to its database.
  pollingIntervalSeconds: 1,
  batchSize: 8,
  burstWhenBatchFull: true,
  // One tenant whose database is away must not fail the others of its batch.
  perJobResults: true,
} as const;

/** A warehouse starts in seconds or in minutes: looked at soon, and then ever more rarely. */
const FINISH_QUEUE = {
  policy: 'standard',
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  deleteAfterSeconds: 3_600,
  retryLimit: 1_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 10,
} as const;
const FINISH_WORK = { pollingIntervalSeconds: 1, batchSize: 4, localConcurrency: 2, perJobResults: true } as const;

/** What a message comes to is its own affair: its next attempt is a job of its own. Tried again is what was cut short. */
const NOTIFY_QUEUE = {
  heartbeatSeconds: 10,
  expireInSeconds: 120,
  deleteAfterSeconds: 3_600,
  retryLimit: 1_000,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
} as const;

const GATHER_WORK = { pollingIntervalSeconds: 1, batchSize: 20, perJobResults: true } as const;
/** A target may take its ten seconds: those of one tenant must not keep the others waiting. */
const DELIVER_WORK = {
  pollingIntervalSeconds: 1,
  localConcurrency: 4,
  localGroupConcurrency: 2,
  perJobResults: true,
} as const;

export interface JobRunner {
  /** Makes the tables and queues, as the owner; the restricted role may then add jobs and nothing else. */
  prepare(db: SystemDatabase): Promise<void>;
  /** Takes jobs from now on. */
  work(services: Services): Promise<void>;
  close(): Promise<void>;
}

/** Takes the jobs of the system database, by pg-boss. Nothing is loaded or connected before the first use. */
export function createJobRunner(options: { url: string; log: Logger }): JobRunner {
  let starting: Promise<PgBoss> | undefined;
  const start = () => {
    starting ??= startBoss(options).catch((error) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };
  return {
    async prepare(db) {
      const boss = await start();
      await boss.createQueue(MIRROR, MIRROR_QUEUE);
      await boss.createQueue(FINISH, FINISH_QUEUE);
      await boss.createQueue(GATHER, { policy: 'short', ...NOTIFY_QUEUE });
      await boss.createQueue(DELIVER, { policy: 'standard', ...NOTIFY_QUEUE });
      await db.ownerTransaction((em) => em.execute(GRANTS));
    },
    async work(services) {
      const boss = await start();
      await boss.work<MirrorJob>(MIRROR, MIRROR_WORK, (jobs) => Promise.all(jobs.map((job) => mirror(services, job))));
      await boss.work<FinishJob>(FINISH, FINISH_WORK, (jobs) => Promise.all(jobs.map((job) => finish(services, job))));
      const told = (job: Job, work: Promise<void>) => ended(services.log, job, work);
      await boss.work<GatheredRule>(GATHER, GATHER_WORK, (jobs) =>
        Promise.all(jobs.map((job) => told(job, gatherEvents(services, job.data)))),
      );
      await boss.work<DueDelivery>(DELIVER, DELIVER_WORK, (jobs) =>
        Promise.all(jobs.map((job) => told(job, deliverMessage(services, job.data)))),
      );
    },
    async close() {
      const boss = await starting?.catch(() => undefined);
      await boss?.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

const GRANTS = `
  grant usage on schema ${JOBS_SCHEMA} to ${APP_ROLE};
  grant select on ${JOBS_SCHEMA}.queue to ${APP_ROLE};
  grant select (id), insert on ${JOBS_SCHEMA}.job_common to ${APP_ROLE};`;

async function startBoss({ url, log }: { url: string; log: Logger }): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    application_name: 'portolan jobs',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  // A lost database is no reason to end: whatever failed is tried again with the next round.
  boss.on('error', (err) => log.warn({ err }, 'job queue failed'));
  await boss.start();
  return boss;
}

async function mirror(services: Services, job: Job<MirrorJob>): Promise<JobResult> {
  const { tenantId } = job.data;
  try {
    await mirrorActivity(services, tenantId);
    return { id: job.id, status: 'completed' };
  } catch (err) {
    services.log.warn({ err, tenantId }, 'activity log not copied; it is tried again');
    // A tenant whose database is away for long must not gather a job for each of its events.
    if (await anotherWaits(services.db, job)) return { id: job.id, status: 'completed' };
    return { id: job.id, status: 'failed', output: { code: (err as { code?: string }).code ?? 'unknown' } };
  }
}

/** What did not come to its end is tried again: by this process, or by another that is still there. */
async function finish(services: Services, job: Job<FinishJob>): Promise<JobResult> {
  const { until, ...test } = job.data;
  const isOver = await finishTestLater(services, test).catch((err: unknown) => {
    services.log.warn({ err, tenantId: test.tenantId }, 'the test of a starting warehouse is tried again');
    return false;
  });
  return { id: job.id, status: isOver || Date.now() >= until ? 'completed' : 'failed' };
}

async function ended(log: Logger, job: Job, work: Promise<void>): Promise<JobResult> {
  try {
    await work;
    return { id: job.id, status: 'completed' };
  } catch (err) {
    log.warn({ err, queue: job.name }, 'a notification was not brought on its way; it is tried again');
    return { id: job.id, status: 'failed' };
  }
}

async function anotherWaits(db: SystemDatabase, job: Job<MirrorJob>): Promise<boolean> {
  const rows = await db.ownerTransaction((em) =>
    em.execute<object[]>(
      `select from ${JOBS_SCHEMA}.job where name = ? and singleton_key = ? and state in ('created', 'retry') and id <> ? limit 1`,
      [MIRROR, job.data.tenantId, job.id],
    ),
  );
  return rows.length > 0;
}
