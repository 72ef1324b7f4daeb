import type { VmLogNews, VmLogsInput } from '@portolan/contract';
import { Bell } from '../bell.ts';
import type { TenantContext } from '../context.ts';
import { getVm } from './get-vm.ts';
import { lookAtConsole } from './look-at-console.ts';
import { type PlacedLine, readVmLog } from './read-vm-log.ts';

/** What is written within this is told together. */
const GATHER_MS = 100;

/** The log of a machine: its newest lines, then whatever is written to it, by whichever process. Who may not is refused before it begins. */
export async function watchVmLogs(ctx: TenantContext, input: VmLogsInput): Promise<AsyncGenerator<VmLogNews, void>> {
  await getVm(ctx, { id: input.id });
  return news(ctx, input);
}

async function* news(ctx: TenantContext, input: VmLogsInput): AsyncGenerator<VmLogNews, void> {
  const { db } = ctx.services;
  const { signal } = ctx.request;
  const bell = new Bell();
  const unhear = db.watch([`vm-log:${input.id}`], bell.ring);
  signal?.addEventListener('abort', bell.ring);
  const endLooking = lookAtConsole(ctx.services, input.id);
  try {
    let told = await readVmLog(ctx, input);
    const first = told[0]?.place ?? 0n;
    yield { type: 'log', lines: told.map(({ line }) => line) };
    while (!signal?.aborted) {
      await bell.rung();
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      if (signal?.aborted) return;
      const now = await readVmLog(ctx, input);
      const lines = added(told, now, first);
      told = now;
      if (lines.length > 0) yield { type: 'lines', lines };
    }
  } finally {
    signal?.removeEventListener('abort', bell.ring);
    unhear();
    endLooking();
  }
}

/** What is new, in whichever order it was written; what only moved up, as lines after it went, is not. */
function added(told: readonly PlacedLine[], now: readonly PlacedLine[], first: bigint) {
  const known = new Set(told.map(({ place }) => place));
  return now.filter(({ place }) => place > first && !known.has(place)).map(({ line }) => line);
}
