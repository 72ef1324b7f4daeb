import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../../lib/client.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { language } from '../../../lib/locale.ts';
import { outcomeOf } from '../../../lib/stages.ts';
import { connectionQueries } from '../queries.ts';
import { refreshRow } from '../refresh-row.ts';
import { setBulkTesting } from './bulk-testing.ts';
import { t } from './many-texts.ts';
import { runJob } from './run-job.ts';

/** In the order in which they are told. */
const KINDS = ['connected', 'failed', 'starting', 'untested'] as const;
type Count = Record<(typeof KINDS)[number], number>;

/** Tests these, a few at a time. What is on screen follows one by one. */
export async function testMany(
  queries: QueryClient,
  connections: readonly Pick<Connection, 'id'>[],
  onShowFailed: () => void,
): Promise<void> {
  const count: Count = { connected: 0, failed: 0, starting: 0, untested: 0 };
  await runJob({
    items: connections,
    title: t().testing(connections.length),
    async work({ id }) {
      setBulkTesting(id, true);
      count[await testOne(id)] += 1;
      await refreshRow(queries, id).catch(() => undefined);
      setBulkTesting(id, false);
    },
    outcome: (done) => ({
      tone: count.failed + count.untested > 0 ? 'bad' : 'ok',
      title: titleOf(done, connections.length),
      text: sentenceOf(count),
      ...(count.failed > 0 && { action: { label: t().showFailed, run: onShowFailed } }),
    }),
  });
  await queries.invalidateQueries({ queryKey: connectionQueries.all });
}

async function testOne(id: string): Promise<keyof Count> {
  try {
    const outcome = outcomeOf(await api.connections.testSaved.mutate({ id }));
    return outcome === 'success' ? 'connected' : outcome === 'failure' ? 'failed' : 'starting';
  } catch {
    return 'untested';
  }
}

const titleOf = (done: number, all: number) => (done < all ? t().stopped(wholeNumber(done), all) : t().tested(all));

function sentenceOf(count: Count): string {
  const told = KINDS.filter((kind) => count[kind] > 0).map((kind) => t()[kind](wholeNumber(count[kind])));
  return `${new Intl.ListFormat(language()).format(told)}.`;
}
