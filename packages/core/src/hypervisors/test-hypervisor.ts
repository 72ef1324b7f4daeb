import type { HypervisorIdInput, HypervisorTestResult } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { type Changing, mutate } from '../mutate.ts';
import { auditedHypervisor, requireHypervisor } from './hypervisor-row.ts';
import { hypervisorTarget, NO_CLIENT, refusedHypervisor } from './hypervisor-target.ts';
import { seeHypervisor } from './see-hypervisor.ts';

/** Looks at a hypervisor stage by stage. What is found is kept with it. */
export async function testHypervisor(ctx: Changing, { id }: HypervisorIdInput): Promise<HypervisorTestResult> {
  const { compute, keyring } = ctx.services;
  const { signal } = ctx.request;
  const begun = await event(ctx, id, { outcome: 'started' });
  const target = await hypervisorTarget(keyring, begun);
  const dialled = compute && !('code' in target);
  const result = dialled
    ? await compute.test(target, signal ? { signal } : {})
    : refusedHypervisor('code' in target ? target : NO_CLIENT);
  const { success, code, message } = result;
  const found = success ? {} : { code, message };
  await event(ctx, id, { outcome: success ? 'success' : 'failure', found, result });
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
