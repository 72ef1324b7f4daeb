import type { VmLogLine } from '@portolan/contract';
import { writeVmEvent } from '../vms/index.ts';
import type { ClaimedVm } from './claim-work.ts';
import type { KeepingServices } from './working.ts';

/** Columns of `vms` by their names, and what they become. */
export type Change = Readonly<Record<string, string | number | null>>;
export type Told = readonly [level: VmLogLine['level'], message: string];

/** The claim ran out: whoever has the machine now goes on. */
export class ClaimLost extends Error {
  constructor() {
    super('The claim of a machine no longer stands');
    this.name = 'ClaimLost';
  }
}

export type Written = Pick<ClaimedVm, 'id' | 'tenantId' | 'claim'>;

/** Writes down what was done of a machine, for whoever goes on from there. `sql` is for what has no value of its own. */
export async function journal(
  { db }: Pick<KeepingServices, 'db'>,
  { id, tenantId, claim }: Written,
  { change = {}, sql = [], told }: { change?: Change; sql?: readonly string[]; told?: Told | undefined },
): Promise<void> {
  const columns = Object.keys(change).map((column) => `${column} = ?`);
  const set = [...columns, ...sql, 'updated_at = clock_timestamp()'].join(', ');
  const values = [...Object.values(change), id, claim];
  await db.ownerTransaction(async (em) => {
    const { affectedRows } = await em.execute<{ affectedRows: number }>(
      `update vms set ${set} where id = ? and claimed_by = ?::uuid`,
      values,
      'run',
    );
    if (affectedRows === 0) throw new ClaimLost();
    if (told && tenantId) await writeVmEvent(em, { id, tenantId }, ...told);
  });
}

/** The end of what there was to do: the claim is given back with it. */
export const RELEASED = ['claimed_by = null', 'claimed_until = null'] as const;
