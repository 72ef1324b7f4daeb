import type { Connection, TestResult } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, onCleanup } from 'solid-js';
import { createStore } from 'solid-js/store';
import { api } from '../../lib/client.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { outcomeOf, testHeadline } from '../../lib/stages.ts';
import { isBulkTesting } from './bulk/bulk-testing.ts';
import { connectionQueries } from './queries.ts';
import { refreshRow } from './refresh-row.ts';
import { t } from './status-texts.ts';

/** How often to look whether a warehouse that was starting has been tested meanwhile, and for how long. */
const LOOK_AGAIN_MS = 3_000;
const PATIENCE_MS = 6 * 60_000;

export interface ConnectionTests {
  isTesting(id: string): boolean;
  /** What the last test since the page was opened found. */
  resultOf(id: string): TestResult | undefined;
  /** The last outcome in a sentence, for screen readers. */
  announcement(): string;
  run(connection: Pick<Connection, 'id' | 'name'>): Promise<void>;
}

/** Tests of saved connections, several at a time; each updates the row it belongs to and nothing else. */
export function useConnectionTests(): ConnectionTests {
  const queries = useQueryClient();
  const [testing, setTesting] = createStore<Record<string, boolean>>({});
  const [results, setResults] = createStore<Record<string, TestResult | undefined>>({});
  const [announcement, setAnnouncement] = createSignal('');
  const test = useMutation(() => ({ mutationFn: (id: string) => api.connections.testSaved.mutate({ id }) }));

  const turns = new Map<string, number>();

  // A test outlives its page; what it says then concerns nobody, least of all another tenant.
  let gone = false;
  onCleanup(() => {
    gone = true;
  });

  const refresh = async (id: string) => {
    const fresh = await refreshRow(queries, id);
    await queries.invalidateQueries({ queryKey: connectionQueries.allCounts });
    return fresh;
  };

  /** The server finishes the test by itself: waits for what it finds, unless somebody tests again. */
  const awaitOutcome = async (id: string, name: string, testedAt: string | null) => {
    const turn = turns.get(id);
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (gone || turns.get(id) !== turn) return;
      const { lastTestedAt, lastTestMessage } = await refresh(id);
      if (turns.get(id) !== turn) return;
      if (lastTestedAt === testedAt) continue;
      setResults(id, undefined);
      setAnnouncement(`${name}: ${lastTestMessage}`);
      return;
    }
  };

  const run: ConnectionTests['run'] = async (connection) => {
    const { id, name } = connection;
    if (testing[id] || isBulkTesting(id)) return;
    turns.set(id, (turns.get(id) ?? 0) + 1);
    setTesting(id, true);
    setResults(id, undefined);
    try {
      const result = await test.mutateAsync(id);
      if (gone) return;
      const { lastTestedAt } = await refresh(id);
      setResults(id, result);
      setAnnouncement(`${name}: ${testHeadline(result)}`);
      // Not to be reported: the row is asked for again with the next refresh of the list.
      if (outcomeOf(result) === 'starting') awaitOutcome(id, name, lastTestedAt).catch(() => {});
    } catch (error) {
      if (!gone) showFailure(t().notTested(name), error, () => run(connection));
    } finally {
      setTesting(id, false);
    }
  };

  return {
    isTesting: (id) => Boolean(testing[id]) || isBulkTesting(id),
    resultOf: (id) => results[id],
    announcement,
    run,
  };
}
