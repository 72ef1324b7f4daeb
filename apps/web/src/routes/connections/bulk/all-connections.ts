import type { Connection, ListConnectionsInput } from '@portolan/contract';
import { allPages } from '../../../lib/all-pages.ts';
import { api } from '../../../lib/client.ts';

/** All that a list would show, on all of its pages. */
export function allConnections(input: ListConnectionsInput): Promise<Connection[]> {
  const { pageSize: _pageSize, ...filters } = input;
  // In an order that does not change while pages are turned.
  return allPages((paging) => api.connections.list.query({ ...filters, sortBy: 'createdAt', ...paging }));
}
