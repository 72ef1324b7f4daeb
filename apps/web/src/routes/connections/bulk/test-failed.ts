import type { QueryClient } from '@tanstack/solid-query';
import { showToast } from '../../../lib/toasts.ts';
import { type ListState, toListInput } from '../list-params.ts';
import { connectionQueries } from '../queries.ts';
import { allConnections } from './all-connections.ts';
import { t } from './many-texts.ts';
import { testMany } from './test-many.ts';

/** Tests again whatever failed last, as far as search and type let it through. */
export async function testFailed(queries: QueryClient, state: ListState, onShowFailed: () => void): Promise<void> {
  const failed = await allConnections(toListInput({ ...state, status: 'failed' }));
  if (failed.length > 0) return testMany(queries, failed, onShowFailed);
  showToast({ tone: 'ok', title: t().noneFailed });
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}
