import type { Connection } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { api } from '../../../lib/client.ts';
import { countOf } from '../../../lib/format.ts';
import { outcomeOf } from '../../../lib/stages.ts';
import { connectionQueries } from '../queries.ts';
import { refreshRow } from '../refresh-row.ts';
import { setBulkTesting } from './bulk-testing.ts';
import { runJob } from './run-job.ts';

type Count = Record<'connected' | 'failed' | 'starting' | 'untested', number>;

/** Tests these, a few at a time. What is on screen follows one by one. */
export async function testMany(
  queries: QueryClient,
  connections: readonly Pick<Connection, 'id'>[],
  onShowFailed: () => void,
): Promise<void> {
  const count: Count = { connected: 0, failed: 0, starting: 0, untested: 0 };
  await runJob({
    items: connections,
    title: `Testing ${countOf(connections.length, 'connection')}`,
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
      ...(count.failed > 0 && { action: { label: 'Show failed', run: onShowFailed } }),
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

const titleOf = (done: number, all: number) =>
  done < all ? `Stopped: ${done} of ${countOf(all, 'connection')} tested.` : `${countOf(all, 'connection')} tested.`;

const list = new Intl.ListFormat('en');

function sentenceOf({ connected, failed, starting, untested }: Count): string {
  const parts = [
    connected > 0 && `${connected} connected`,
    failed > 0 && `${failed} failed`,
    starting > 0 && `${starting} starting`,
    untested > 0 && `${untested} could not be tested`,
  ];
  return `${list.format(parts.filter((part) => part !== false))}.`;
}
