import { ComputeError, type HypervisorTarget } from '@portolan/compute';
import { collectConsole } from '../vms/index.ts';
import type { KeepingServices } from './working.ts';

/** One that is known is looked up again now and then: it may be another by now. */
const KNOWN_SECONDS = 60;
/** Machines at a time: the others have their turn with the next look. */
const MOST = 20;
const DUE = `
  select id, ip_address as address from vms
  where hypervisor_id = ? and status = 'RUNNING' and step = 'made' and deleted_at is null and (
    looked_at is null or looked_at < now() - case when ip_address is null then interval '4 seconds'
      else interval '${KNOWN_SECONDS} seconds' end)
  order by looked_at nulls first limit ${MOST}`;
const LOOKED = 'update vms set looked_at = now() where id = ?';
const FOUND = "update vms set ip_address = ? where id = ? and status = 'RUNNING' and ip_address is distinct from ?";

/** Looks up the addresses of machines that run, and what they have written to their consoles. */
export async function noteAddresses(
  services: KeepingServices,
  target: HypervisorTarget,
  signal: AbortSignal,
): Promise<void> {
  const { db, compute } = services;
  const due = await db.ownerTransaction((em) => em.execute<{ id: string; address: string | null }[]>(DUE, [target.id]));
  for (const { id, address: known } of due) {
    if (signal.aborted) return;
    const address = await compute.address(target, id, { signal }).catch((error: unknown) => {
      // One that is gone by now is noticed elsewhere; a hypervisor that is away ends the round.
      if (error instanceof ComputeError && error.code !== 'UNREACHABLE') return known;
      throw error;
    });
    await db.ownerTransaction(async (em) => {
      await em.execute(LOOKED, [id], 'run');
      if (address !== known) await em.execute(FOUND, [address, id, address], 'run');
    });
    await collectConsole(services, target, id, signal);
  }
}
