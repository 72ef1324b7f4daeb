import type { HypervisorCapacity } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';

const SEEN = `
  update hypervisors set reachable = true, failure = null, last_seen_at = clock_timestamp(), capacity = coalesce(?::jsonb, capacity),
    version = coalesce(?, version)
  where id = ?`;
const AWAY = `
  update hypervisors set reachable = false, failure = ?
  where id = ? and (reachable, failure) is distinct from (false, ?::text)`;

export interface SeenHypervisor {
  success: boolean;
  message: string;
  capacity?: HypervisorCapacity | undefined;
  version?: string | undefined;
}

/** Keeps what was just seen of a hypervisor; what there was to see before it went away stays known. */
export async function seeHypervisor(em: EntityManager, id: string, seen: SeenHypervisor): Promise<void> {
  const { success, message, capacity, version } = seen;
  if (!success) return void (await em.execute(AWAY, [message, id, message], 'run'));
  await em.execute(SEEN, [capacity ? JSON.stringify(capacity) : null, version ?? null, id], 'run');
}
