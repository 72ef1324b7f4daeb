import { VM_LOG_LEVELS, type VmLogLine, type VmLogsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { SCOPE } from '../paged-read.ts';

/** How many lines there are where nobody says. */
const USUAL = 100;
const LOG: Statement = {
  name: 'vms-log',
  text: `
    select r.* from ${SCOPE}
    cross join lateral (
      select e.seq::text as seq, e.created_at as at, e.level, e.message from vm_events e
      where e.tenant_id = scope.tenant_id and e.vm_id = $2 and e.level = any($4::text[])
      order by e.seq desc limit $3 offset 0
    ) r`,
};

/** A line with its place in the log. */
export interface PlacedLine {
  place: bigint;
  line: VmLogLine;
}

/** The newest lines of a machine's log that are at least as grave as a level, the newest last. */
export async function readVmLog(
  { services, tenant }: TenantContext,
  { id, limit = USUAL, level = 'DEBUG' }: VmLogsInput,
): Promise<PlacedLine[]> {
  const levels = VM_LOG_LEVELS.slice(VM_LOG_LEVELS.indexOf(level));
  const values = [tenant.id, id, limit, levels];
  const rows = await services.db.read<Omit<VmLogLine, 'timestamp'> & { seq: string; at: Date }>(LOG, values);
  return rows
    .reverse()
    .map(({ seq, at, ...said }) => ({ place: BigInt(seq), line: { timestamp: at.toISOString(), ...said } }));
}
