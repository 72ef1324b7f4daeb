import type { VmLogLine } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

const INSERT = 'insert into vm_events (tenant_id, vm_id, level, message) values (?, ?, ?, ?)';

/** A line in the log of a machine: what was done with it, or what became of it. */
export async function writeVmEvent(
  em: EntityManager,
  { id, tenantId }: { id: string; tenantId: string },
  level: VmLogLine['level'],
  message: string,
): Promise<void> {
  await em.execute(INSERT, [tenantId, id, level, message], 'run');
}
