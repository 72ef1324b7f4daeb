import type { VmLogLine, VmLogsInput } from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { hypervisorTarget, type TargetColumns } from '../hypervisors/index.ts';
import { SCOPE } from '../paged-read.ts';
import { collectConsole } from './collect-console.ts';
import { getVm } from './get-vm.ts';

const USUAL = 100;
/** Nobody waits longer for what a console says; it is in the log with the next look. */
const PATIENCE_MS = 2_000;
const LOG: Statement = {
  name: 'vms-log',
  text: `
    select r.* from ${SCOPE}
    cross join lateral (
      select e.created_at as at, e.level, e.message from vm_events e
      where e.tenant_id = scope.tenant_id and e.vm_id = $2 order by e.seq desc limit $3 offset 0
    ) r`,
};
const HOST = `
  select h.id, h.uri, h.username, h.pools, h.encrypted_credential as "encryptedCredential",
    h.credential_key_id as "credentialKeyId"
  from vms v join hypervisors h on h.id = v.hypervisor_id where v.id = ? and v.step = 'made' and h.reachable`;

/** What was done with a machine, what became of it, and what it wrote to its console: the newest last. */
export async function listVmLogs(ctx: TenantContext, { id, limit = USUAL }: VmLogsInput): Promise<VmLogLine[]> {
  const vm = await getVm(ctx, { id });
  await readOn(ctx, vm.id);
  const values = [ctx.tenant.id, vm.id, limit];
  const rows = await ctx.services.db.read<Omit<VmLogLine, 'timestamp'> & { at: Date }>(LOG, values);
  return rows.reverse().map(({ at, level, message }) => ({ timestamp: at.toISOString(), level, message }));
}

async function readOn({ services }: TenantContext, id: string): Promise<void> {
  const { compute, db, keyring, log } = services;
  if (!compute) return;
  const [host] = await db.ownerTransaction((em) => em.execute<TargetColumns[]>(HOST, [id]));
  const target = host && (await hypervisorTarget(keyring, host));
  if (!target || 'code' in target) return;
  await collectConsole({ db, log, compute }, target, id, AbortSignal.timeout(PATIENCE_MS));
}
