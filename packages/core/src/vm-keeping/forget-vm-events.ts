import type { Services } from '../context.ts';

/** Lines of its log that each machine keeps; those of its console are bounded where they are read. */
const KEPT = 1_000;
const FORGET = `
  delete from vm_events e using (
    select vm_id, (array_agg(seq order by seq desc))[${KEPT}] as oldest from vm_events
    where not is_console group by vm_id having count(*) > ${KEPT}
  ) kept where e.vm_id = kept.vm_id and not e.is_console and e.seq < kept.oldest`;

export async function forgetVmEvents({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.ownerTransaction((em) => em.execute(FORGET, [], 'run'));
}
