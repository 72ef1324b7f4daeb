import type { Connection, ConnectionPage, TestResult } from '@portolan/contract';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { createSignal, onCleanup } from 'solid-js';
import { createStore } from 'solid-js/store';
import { showToast } from '../../components/ui/toast-store.ts';
import { toFailure } from '../../lib/app-error.ts';
import { api } from '../../lib/client.ts';
import { testHeadline } from '../../lib/stages.ts';
import { connectionQueries } from './queries.ts';

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

  // A test outlives its page; what it says then concerns nobody, least of all another tenant.
  let gone = false;
  onCleanup(() => {
    gone = true;
  });

  const refreshRow = async (id: string) => {
    const fresh = await queries.fetchQuery({ ...connectionQueries.get(id), staleTime: 0 });
    queries.setQueriesData<ConnectionPage>(
      { queryKey: connectionQueries.lists },
      (page) => page && { ...page, items: page.items.map((row) => (row.id === id ? fresh : row)) },
    );
    await queries.invalidateQueries({ queryKey: connectionQueries.allCounts });
  };

  const run: ConnectionTests['run'] = async ({ id, name }) => {
    if (testing[id]) return;
    setTesting(id, true);
    setResults(id, undefined);
    try {
      const result = await test.mutateAsync(id);
      if (gone) return;
      await refreshRow(id);
      setResults(id, result);
      setAnnouncement(`${name}: ${testHeadline(result)}`);
    } catch (error) {
      if (!gone) showToast({ tone: 'bad', title: `${name} could not be tested`, text: toFailure(error).message });
    } finally {
      setTesting(id, false);
    }
  };

  return { isTesting: (id) => Boolean(testing[id]), resultOf: (id) => results[id], announcement, run };
}
