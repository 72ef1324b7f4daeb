import { api } from '../../../lib/client.ts';
import type { Deleted } from '../undo-deletions.ts';
import { changeMany } from './change-many.ts';
import { t } from './many-texts.ts';

export function deleteMany(
  connections: readonly Deleted[],
  undo: (gone: readonly Deleted[]) => { label: string; run(): void },
): Promise<Deleted[]> {
  return changeMany(connections, {
    title: t().deleting(connections.length),
    change: ({ id }) => api.connections.delete.mutate({ id }),
    done: (count) => t().deleted(count),
    action: undo,
  });
}
