import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { outcomeOf, testHeadline } from '../../lib/stages.ts';
import { showToast } from '../../lib/toasts.ts';
import { connectionQueries } from './queries.ts';

/** Tests a connection from wherever one is, and says how that went. */
export async function testInPassing(
  queries: QueryClient,
  { id, name }: Pick<Connection, 'id' | 'name'>,
): Promise<void> {
  showToast({ tone: 'ok', title: `${name} is being tested` });
  try {
    const result = await api.connections.testSaved.mutate({ id });
    const tone = outcomeOf(result) === 'failure' ? 'bad' : 'ok';
    showToast({ tone, title: name, text: testHeadline(result) });
    await queries.invalidateQueries({ queryKey: connectionQueries.all });
  } catch (error) {
    showFailure(`${name} could not be tested`, error, () => testInPassing(queries, { id, name }));
  }
}
