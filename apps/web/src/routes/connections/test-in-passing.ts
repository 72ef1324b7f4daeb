import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../lib/client.ts';
import { localized } from '../../lib/locale.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { outcomeOf, testHeadline } from '../../lib/stages.ts';
import { showToast } from '../../lib/toasts.ts';
import { testInPassing as english } from '../../locales/en.ts?testInPassing';
import { connectionQueries } from './queries.ts';

const t = localized('testInPassing', english);

/** Tests a connection from wherever one is, and says how that went. */
export async function testInPassing(
  queries: QueryClient,
  { id, name }: Pick<Connection, 'id' | 'name'>,
): Promise<void> {
  showToast({ tone: 'ok', title: t().begun(name) });
  try {
    const result = await api.connections.testSaved.mutate({ id });
    const tone = outcomeOf(result) === 'failure' ? 'bad' : 'ok';
    showToast({ tone, title: name, text: testHeadline(result) });
    await queries.invalidateQueries({ queryKey: connectionQueries.all });
  } catch (error) {
    showFailure(t().failed(name), error, () => testInPassing(queries, { id, name }));
  }
}
