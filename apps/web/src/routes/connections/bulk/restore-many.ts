import { api } from '../../../lib/client.ts';
import { countOf } from '../../../lib/format.ts';
import { type Deleted, forgetDeletion } from '../undo-deletions.ts';
import { changeMany } from './change-many.ts';

export function restoreMany(connections: readonly Deleted[]): Promise<Deleted[]> {
  return changeMany(connections, {
    title: `Restoring ${countOf(connections.length, 'connection')}`,
    async change({ id }) {
      await api.connections.restore.mutate({ id });
      forgetDeletion(id);
    },
    done: (count) => `${countOf(count, 'connection')} restored.`,
  });
}
