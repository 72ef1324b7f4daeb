import type { Services } from '../context.ts';
import { takeIncidentsTurn } from './acting.ts';
import { closeIncidents, IS_OVER } from './close-incidents.ts';
import { tellIncidents } from './tell-incidents.ts';

const OVER = `
  select distinct i.tenant_id as id from incidents i join tenants t on t.id = i.tenant_id and t.status = 'active'
  where ${IS_OVER} limit 50`;

/**
 * Ends what is over although no check has said so: the last connection of an incident was deleted, led elsewhere, or is
 * watched no more. Any number of processes may look at once.
 */
export async function settleIncidents(services: Services): Promise<void> {
  const { db, log } = services;
  for (const { id } of await db.ownerTransaction((em) => em.execute<{ id: string }[]>(OVER))) {
    const settled = db.ownerTransaction(async (em) => {
      const acting = await takeIncidentsTurn(em, services, id);
      if (acting) await tellIncidents(em, acting, await closeIncidents(em, acting));
    });
    await settled.catch((err) => log.warn({ err, tenant: id }, 'incidents could not be ended; it is tried again'));
  }
}
