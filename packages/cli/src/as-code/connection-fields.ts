import type { Connection } from '@portolan/contract';
import { usualSnapshotRefresh } from '@portolan/contract';
import type { ChangeOf, FieldChange } from './change.ts';
import type { DesiredConnection, DesiredTenant } from './desired.ts';
import type { TenantState } from './state.ts';
import { isWatchedSo } from './watched-so.ts';

type Input = ChangeOf<'connection', 'update'>['input'];

interface Around {
  ownerId: string | null | undefined;
  desired: DesiredTenant;
  state: TenantState;
}

/** What of a connection is not as a config wants it: to be told to the hub, and to be shown. */
export function changedFields(
  { name, fields: wanted }: DesiredConnection,
  found: Connection,
  { ownerId, desired, state }: Around,
): { input: Input; fields: FieldChange[] } {
  const input: Record<string, unknown> = {};
  const fields: FieldChange[] = [];
  const change = (key: string, before: unknown, after: unknown, shown = after) => {
    input[key] = after;
    fields.push({ name: key, before: before ?? undefined, after: shown ?? undefined });
  };
  // What is usual goes by the kind, and what a connection has of its own is not told: with another kind it is said again.
  const isOther = wanted.dbType !== found.dbType;
  for (const [key, after] of Object.entries({ name, ...wanted })) {
    const before = found[key as keyof Connection];
    if (key === 'monitoring') {
      const now = { desired: desired.monitoring, present: state.monitoring };
      if (isOther || !isWatchedSo(found, wanted.monitoring ?? null, now))
        change(key, before, after, after ?? 'as the tenant has it');
    } else if (key === 'snapshotRefresh') {
      const usual = usualSnapshotRefresh(wanted.dbType);
      if (isOther || (after ?? usual) !== before) change(key, before, after, after ?? usual);
    } else if (textOf(key, before) !== textOf(key, after)) change(key, before, after);
  }
  if (ownerId !== undefined && ownerId !== found.ownerId) {
    input.ownerId = ownerId;
    fields.push({
      name: 'owner',
      before: ownerOf(state, found.ownerId) ?? undefined,
      after: ownerOf(state, ownerId) ?? undefined,
    });
  }
  return { input, fields };
}

/** Whether a connection has what it was, or is to be, told. How it is watched as its tenant has it is not told apart. */
export function isAsTold(told: object, found: Connection): boolean {
  return Object.entries(told).every(([key, value]) => {
    if (value === undefined) return true;
    if (key === 'monitoring') {
      const { enabled = found.monitoring.enabled, intervalSeconds = found.monitoring.intervalSeconds } = value ?? {};
      return enabled === found.monitoring.enabled && intervalSeconds === found.monitoring.intervalSeconds;
    }
    if (key === 'snapshotRefresh') return (value ?? usualSnapshotRefresh(found.dbType)) === found.snapshotRefresh;
    return textOf(key, found[key as keyof Connection]) === textOf(key, value);
  });
}

/** An owner as people know them. */
export function ownerOf({ members }: TenantState, id: string | null | undefined): string | null {
  if (!id) return null;
  return members?.find((one) => one.id === id)?.email ?? id;
}

/** The same for what is the same: tags and options have no order, and no options are none. */
function textOf(key: string, value: unknown): string {
  if (key === 'tags') return JSON.stringify([...(value as string[])].sort());
  if (key !== 'options') return JSON.stringify(value ?? null);
  const options = Object.entries((value ?? {}) as object).filter(([, each]) => each !== undefined);
  return JSON.stringify(options.sort(([a], [b]) => (a < b ? -1 : 1)));
}
