import { api } from '../../../lib/client.ts';
import { countOf } from '../../../lib/format.ts';
import type { Deleted } from '../undo-deletions.ts';
import { changeMany } from './change-many.ts';

export function deleteMany(
  connections: readonly Deleted[],
  undo: (gone: readonly Deleted[]) => { label: string; run(): void },
): Promise<Deleted[]> {
  return changeMany(connections, {
    title: `Deleting ${countOf(connections.length, 'connection')}`,
    change: ({ id }) => api.connections.delete.mutate({ id }),
    done: (count) => `${countOf(count, 'connection')} deleted.`,
    action: undo,
  });
}
