import type { Connection, ConnectionPage } from '@portolan/contract';
import type { QueryClient } from '@tanstack/solid-query';
import { connectionQueries } from './queries.ts';

/** Asks for one connection again and puts it into its rows, and into no other. */
export async function refreshRow(queries: QueryClient, id: string): Promise<Connection> {
  const fresh = await queries.fetchQuery({ ...connectionQueries.get(id), staleTime: 0 });
  queries.setQueriesData<ConnectionPage>(
    { queryKey: connectionQueries.lists },
    (page) => page && { ...page, items: page.items.map((row) => (row.id === id ? fresh : row)) },
  );
  return fresh;
}
