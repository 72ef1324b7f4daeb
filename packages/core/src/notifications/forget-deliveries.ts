import type { Services } from '../context.ts';

const DAYS = 30;
const FORGET = `
  delete from notification_deliveries
  where id in (select id from notification_deliveries where status <> 'pending' and created_at < now() - interval '${DAYS} days' limit 5000)`;
// A dump may have been brought back without its jobs.
const WAITING = `
  select distinct tenant_id as "tenantId", rule_id as "ruleId" from notification_outbox
  where created_at < now() - interval '10 minutes' limit 500`;
const OVERDUE = `
  select tenant_id as "tenantId", id as "deliveryId" from notification_deliveries
  where status = 'pending' and coalesce(next_attempt_at, last_attempt_at, created_at) < now() - interval '10 minutes'
  limit 500`;

/** Ends the log of messages after a month, and sees that what waits has its job. */
export async function forgetDeliveries({ db, jobs }: Pick<Services, 'db' | 'jobs'>): Promise<void> {
  await db.ownerTransaction(async (em) => {
    await em.execute(FORGET, [], 'run');
    for (const rule of await em.execute<{ tenantId: string; ruleId: string }[]>(WAITING))
      await jobs.gatherEvents(em, rule);
    for (const due of await em.execute<{ tenantId: string; deliveryId: string }[]>(OVERDUE))
      await jobs.deliver(em, due);
  });
}
