import type { HypervisorIdInput } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { AppError } from '../errors.ts';
import { type Changing, mutate } from '../mutate.ts';
import { auditedHypervisor, holdHypervisor } from './hypervisor-row.ts';

/** Forgets a hypervisor that has no machines; nothing is done to it. */
export async function removeHypervisor(ctx: Changing, { id }: HypervisorIdInput): Promise<void> {
  await mutate(
    ctx,
    async (em, held) => {
      const row = await holdHypervisor(em, id);
      const { name, isConfigured, machines } = row;
      if (isConfigured) throw new AppError('CONFLICT', `${name} is the one that PORTOLAN_LIBVIRT_URI names`);
      if (machines > 0)
        throw new AppError(
          'CONFLICT',
          `${name} has ${machines === 1 ? 'a machine: delete it' : `${machines} machines: delete them`} first`,
        );
      await em.execute('delete from hypervisors where id = ?', [row.id], 'run');
      const details = { name, before: auditedHypervisor(row) };
      const entry = { entityType: 'hypervisor', entityId: row.id, details };
      await recordEvent(em, held, { action: 'hypervisors:remove', ...entry });
    },
    { scope: 'owner' },
  );
}
