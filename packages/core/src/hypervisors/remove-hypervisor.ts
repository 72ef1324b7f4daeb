import type { HypervisorIdInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { AppError } from '../errors.ts';
import { type Changing, mutate } from '../mutate.ts';
import { auditedHypervisor, type HypervisorRow, holdHypervisor } from './hypervisor-row.ts';

const MACHINES = `
  select count(*) filter (where deleted_at is null)::int as kept, count(*) filter (where deleted_at is not null)::int as ending
  from vms where hypervisor_id = ?`;
const FORGET = 'delete from vms where hypervisor_id = ? and deleted_at is not null';

/**
 * Forgets a hypervisor that has no machines; nothing is done to it. Where it does not answer, those that were deleted would
 * wait for it for ever: they are forgotten too, and are orphans should it come back.
 */
export async function removeHypervisor(ctx: Changing, { id }: HypervisorIdInput): Promise<void> {
  await mutate(
    ctx,
    async (em, held) => {
      const row = await holdHypervisor(em, id);
      const { name, isConfigured } = row;
      if (isConfigured) throw new AppError('CONFLICT', `${name} is the one that PORTOLAN_LIBVIRT_URI names`);
      const forgotten = await freeOfMachines(em, row);
      await em.execute('delete from hypervisors where id = ?', [row.id], 'run');
      const details = { name, before: auditedHypervisor(row), ...(forgotten > 0 ? { forgotten } : {}) };
      const entry = { entityType: 'hypervisor', entityId: row.id, details };
      await recordEvent(em, held, { action: 'hypervisors:remove', ...entry });
    },
    { scope: 'owner' },
  );
}

/** How many were forgotten. */
async function freeOfMachines(em: EntityManager, { id, name, reachable }: HypervisorRow): Promise<number> {
  const [{ kept, ending } = { kept: 0, ending: 0 }] = await em.execute<{ kept: number; ending: number }[]>(MACHINES, [
    id,
  ]);
  if (kept > 0) {
    const machines = kept === 1 ? 'a machine: delete it' : `${kept} machines: delete them`;
    throw new AppError('CONFLICT', `${name} has ${machines} first`);
  }
  if (ending > 0 && reachable !== false) {
    const machines =
      ending === 1 ? 'a machine that was deleted: it goes' : `${ending} machines that were deleted: they go`;
    throw new AppError('CONFLICT', `${name} still has ${machines} by ${ending === 1 ? 'itself' : 'themselves'}, soon`);
  }
  await em.execute(FORGET, [id], 'run');
  return ending;
}
