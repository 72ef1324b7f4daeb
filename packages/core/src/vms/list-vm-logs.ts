import type { VmLogLine, VmLogsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { getVm } from './get-vm.ts';
import { readConsoleOn } from './read-console-on.ts';
import { readVmLog } from './read-vm-log.ts';

/** What was done with a machine, what became of it, and what it wrote to its console: the newest last. */
export async function listVmLogs(ctx: TenantContext, input: VmLogsInput): Promise<VmLogLine[]> {
  await getVm(ctx, { id: input.id });
  await readConsoleOn(ctx.services, input.id);
  return (await readVmLog(ctx, input)).map(({ line }) => line);
}
