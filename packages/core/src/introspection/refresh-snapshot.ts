import type { RefreshInput, RefreshResult } from '@portolan/contract';
import type { Caller, ConnectionTarget } from '@portolan/drivers';
import { recordEvent } from '../audit/record-event.ts';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { mutate } from '../mutate.ts';
import { whileAllowed } from '../while-allowed.ts';
import { readAndStore } from './read-and-store.ts';
import { readDestination } from './read-destination.ts';
import { takeAgain } from './take-again.ts';
import { tellChange } from './tell-change.ts';
import { withTarget } from './with-target.ts';

const ACTION = 'introspection:refresh';

/**
 * Reads a whole database and keeps what it looks like. Watchers are told how far it is; it ends when every caller has
 * left. Where it is being read already, by whomever, that is waited for.
 */
export async function refreshSnapshot(ctx: TenantContext, input: RefreshInput): Promise<RefreshResult> {
  const { drivers, refreshes } = ctx.services;
  const row = await mutate(ctx, (em, held) => requireConnection(em, held, input.id));
  const began = Date.now();
  let joined = true;
  const result = await whileAllowed(ctx, (allowed) =>
    refreshes.join({ tenantId: ctx.tenant.id, input, signal: allowed }, (signal, report) => {
      joined = false;
      const chart = async (target: ConnectionTarget, caller: Caller) => {
        const who = { drivers, caller, takenByUserId: ctx.principal.userId };
        const read = await readAndStore(ctx, { input, destination: readDestination(row), target, report, ...who });
        await tellChange(ctx, row, read.snapshot);
        return read;
      };
      return withTarget(ctx, { id: input.id, action: ACTION, signal, found: foundBy }, chart);
    }),
  );
  if (!joined) return result;
  // What is read on schedule adds nothing where nothing has changed; whoever asks is answered that it is so as of now.
  const isOld = Date.parse(result.snapshot.takenAt) < began;
  const snapshot = isOld ? await takeAgain(ctx, result.snapshot) : result.snapshot;
  const got = { ...result, snapshot };
  // Who began it has the events of its reading; who waited for the same has one of having got it.
  const details = { name: row.name, ...foundBy(got) };
  const entry = { action: ACTION, entityType: 'connection', entityId: row.id, details } as const;
  await mutate(ctx, (em, held) => recordEvent(em, held, entry));
  return got;
}

function foundBy({ snapshot, changed }: RefreshResult): Record<string, unknown> {
  return { snapshotId: snapshot.id, tables: snapshot.tables, changed };
}
