import type { PowerState } from '@portolan/compute';
import type { VmLogLine, VmStatus } from '@portolan/contract';
import type { Services } from '../context.ts';
import { writeVmEvent } from '../vms/index.ts';

interface Known {
  tenantId: string;
  status: VmStatus;
  failure: string | null;
  pending: string | null;
}

const FIND = `
  select tenant_id as "tenantId", status, failure, pending from vms
  where id = ? and hypervisor_id = ? and step = 'made' and deleted_at is null for update`;
const WRITE = `
  update vms set status = ?, failure = ?, ip_address = case when ? = 'RUNNING' then ip_address end,
    updated_at = clock_timestamp()
  where id = ?`;

export const GONE = 'It is gone from the hypervisor: somebody has removed it there';

/** Keeps how a machine is powered, as its hypervisor tells it: that is the truth, whoever has brought it about. */
export async function applyPower(
  { db }: Pick<Services, 'db'>,
  hypervisorId: string,
  { id, power }: { id: string; power: PowerState | 'removed' },
): Promise<void> {
  await db.ownerTransaction(async (em) => {
    const [known] = await em.execute<Known[]>(FIND, [id, hypervisorId]);
    if (!known) return;
    const now = stateOf(power);
    const isSame = known.status === now.status && (now.failure === null || known.failure === now.failure);
    if (isSame) return;
    await em.execute(WRITE, [now.status, now.failure, now.status, id], 'run');
    await writeVmEvent(em, { id, tenantId: known.tenantId }, ...wordsOf(now, known.pending !== null));
  });
}

interface State {
  status: VmStatus;
  /** Why, where it is ERROR. */
  failure: string | null;
}

function stateOf(power: PowerState | 'removed'): State {
  if (power === 'running') return { status: 'RUNNING', failure: null };
  if (power === 'stopped') return { status: 'STOPPED', failure: null };
  if (power === 'removed') return { status: 'ERROR', failure: GONE };
  return { status: 'ERROR', failure: `The hypervisor calls its state ${power.other}` };
}

function wordsOf({ status, failure }: State, isAsked: boolean): [VmLogLine['level'], string] {
  if (status === 'ERROR') return ['ERROR', failure ?? 'It failed'];
  const word = status === 'RUNNING' ? 'Running' : 'Stopped';
  return isAsked ? ['INFO', word] : ['WARN', `${word}: by itself, or by somebody at the hypervisor`];
}
