import type { EntityManager } from '@portolan/db';

/** Work for later, enqueued in the transaction that calls for it: it is there if, and only if, that one commits. */
export interface Jobs {
  /** Has the tenant's new audit events copied into the activity log of its own database. */
  mirrorActivity(em: EntityManager, tenantId: string): Promise<void>;
}
