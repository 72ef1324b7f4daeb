import type { Jobs } from '@portolan/core';
import type { EntityManager } from '@portolan/db';
import { insertJobs } from 'pg-boss/dist/plans.js';
import { DELIVER, FINISH, type FinishJob, GATHER, JOBS_SCHEMA, MIRROR, type MirrorJob } from './queues.ts';

const PATIENCE_MS = 5 * 60_000;
/** The one table of queues that have none of their own. */
const TABLE = 'job_common';

interface Settings {
  /** One that waits under a key is enough. */
  singletonKey?: string;
  /** Whose turns it takes among the jobs of its queue. */
  groupId?: string;
  /** A time, or seconds from now. */
  startAfter?: string;
}

/**
 * Puts jobs into the queues by the statement of pg-boss itself, inside the transaction that calls for them: whoever
 * enqueues takes none, starts nothing and needs no connection but its own.
 */
export const createJobs = (): Jobs => ({
  mirrorActivity: (em, tenantId) => send(em, MIRROR, { tenantId } satisfies MirrorJob, { singletonKey: tenantId }),
  finishTest(em, test) {
    const job: FinishJob = { ...test, until: Date.now() + PATIENCE_MS };
    return send(em, FINISH, job, { startAfter: '1' });
  },
  gatherEvents: (em, rule, at) => send(em, GATHER, rule, { singletonKey: rule.ruleId, ...startAt(at) }),
  deliver: (em, delivery, at) => send(em, DELIVER, delivery, { groupId: delivery.tenantId, ...startAt(at) }),
});

async function send(em: EntityManager, queue: string, data: object, settings: Settings): Promise<void> {
  const transaction = em.getTransactionContext();
  if (!transaction) throw new Error('A job is enqueued inside a transaction');
  // It is there already: a transaction is of its making.
  const { CompiledQuery } = await import('kysely');
  const sql = insertJobs(JOBS_SCHEMA, { table: TABLE, name: queue, returnId: false });
  await transaction.executeQuery(CompiledQuery.raw(sql, [JSON.stringify([{ data, ...settings }])]));
}

function startAt(at: Date | undefined): Settings {
  return at ? { startAfter: at.toISOString() } : {};
}
