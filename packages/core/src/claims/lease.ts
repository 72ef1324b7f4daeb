import type { EntityManager } from '@portolan/db';

/** How long a claim is worth without being renewed: whoever holds it may have been killed. */
export const LEASE_SECONDS = 8;

/** What one process alone does something about. */
export interface Claim {
  /** Of the connection, the machine or the hypervisor. */
  id: string;
  tenantId: string;
  /** Whose claim it is: what comes of it counts only as long as it stands. */
  claim: string;
}

/** Tables whose rows are claimed, by `claimed_by` and `claimed_until`, and the column that is the id of a claim. */
const KEYS = {
  connection_monitors: 'connection_id',
  snapshot_schedules: 'connection_id',
  vms: 'id',
  hypervisors: 'id',
} as const;
export type ClaimedTable = keyof typeof KEYS;

const HELD = 'jsonb_to_recordset(?::jsonb) as h(id uuid, claim uuid)';

/** Makes claims last, and answers which of them still stand. */
export async function renewClaims(
  em: EntityManager,
  table: ClaimedTable,
  held: readonly Claim[],
): Promise<Set<string>> {
  const sql = `
    update ${table} c set claimed_until = now() + interval '${LEASE_SECONDS} seconds'
    from ${HELD} where c.${KEYS[table]} = h.id and c.claimed_by = h.claim returning h.id`;
  const rows = await em.execute<{ id: string }[]>(sql, [textOf(held)]);
  return new Set(rows.map(({ id }) => id));
}

/** Gives claims back: what they are for is still due, and somebody else's turn. */
export async function releaseClaims(em: EntityManager, table: ClaimedTable, held: readonly Claim[]): Promise<void> {
  const sql = `
    update ${table} c set claimed_by = null, claimed_until = null
    from ${HELD} where c.${KEYS[table]} = h.id and c.claimed_by = h.claim`;
  await em.execute(sql, [textOf(held)], 'run');
}

function textOf(held: readonly Claim[]): string {
  return JSON.stringify(held.map(({ id, claim }) => ({ id, claim })));
}
