import type { HypervisorIdInput, HypervisorStageResult, HypervisorTestResult } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { type Changing, mutate } from '../mutate.ts';
import { auditedHypervisor, requireHypervisor } from './hypervisor-row.ts';
import { hypervisorTarget, NO_CLIENT, refusedHypervisor } from './hypervisor-target.ts';
import { seeHypervisor } from './see-hypervisor.ts';

export type OnHypervisorStage = (stage: HypervisorStageResult) => void;

/**
 * A test of a hypervisor, which ends with the request. What is found is kept with it; that somebody has left says nothing
 * of the hypervisor, and stands in the log alone.
 */
export async function runHypervisorTest(
  ctx: Changing,
  { id }: HypervisorIdInput,
  onStage: OnHypervisorStage = () => {},
): Promise<HypervisorTestResult> {
  const { compute, keyring } = ctx.services;
  const { signal } = ctx.request;
  const begun = await event(ctx, id, { outcome: 'started' });
  const target = await hypervisorTarget(keyring, begun);
  const result = await (compute && !('code' in target)
    ? compute.test(target, { signal, onStage })
    : refused('code' in target ? target : NO_CLIENT, onStage));
  const { success, message } = result;
  const isLeft = !success && signal?.aborted;
  const code = isLeft ? 'CANCELLED' : result.code;
  const found = success ? {} : { code, message };
  await event(ctx, id, { outcome: success ? 'success' : 'failure', found, ...(isLeft ? {} : { result }) });
  return result;
}

/** It ends at its first stage, which is told as any other. */
function refused(why: Parameters<typeof refusedHypervisor>[0], onStage: OnHypervisorStage): HypervisorTestResult {
  const result = refusedHypervisor(why);
  result.stages.forEach(onStage);
  return result;
}

interface Told {
  outcome: 'started' | 'success' | 'failure';
  found?: Record<string, unknown>;
  result?: HypervisorTestResult;
}

/** It is in the log before anybody is dialled. */
function event(ctx: Changing, id: string, { outcome, found, result }: Told) {
  return mutate(
    ctx,
    async (em, held) => {
      const row = await requireHypervisor(em, id);
      if (result) await seeHypervisor(em, row.id, result);
      const details = { ...auditedHypervisor(row), ...found };
      const entry = { action: 'hypervisors:test', entityType: 'hypervisor', entityId: row.id } as const;
      await recordEvent(em, held, { ...entry, outcome, details });
      return row;
    },
    { scope: 'owner' },
  );
}
