import type { Client } from '@portolan/client';
import type { Connection, ConnectionPage } from '@portolan/contract';
import { EXIT } from '../exit.ts';
import { Failure } from '../failure.ts';

const PAGE = 100;
const AGAIN = 5;

/**
 * All connections of a tenant: the first page says how many there are, the others come side by side. What is added or
 * deleted meanwhile moves rows from page to page, and one that is missed would be created again: so a list is taken only
 * where every page tells of the same number, and holds as many different ones.
 */
export async function readConnections(hub: Client): Promise<Connection[]> {
  const read = (page: number): Promise<ConnectionPage> =>
    hub.connections.list.query({ page, limit: PAGE, sortBy: 'createdAt', sortOrder: 'asc' });
  for (let left = AGAIN; left > 0; left--) {
    const first = await read(1);
    const pages = Array.from({ length: Math.max(0, first.totalPages - 1) }, (_, index) => read(index + 2));
    const all = [first, ...(await Promise.all(pages))];
    const found = new Map(all.flatMap(({ items }) => items).map((one) => [one.id, one]));
    if (found.size === first.total && all.every(({ total }) => total === first.total)) return [...found.values()];
  }
  throw new Failure(
    'Connections come and go faster than they can be read: try again when that is over.',
    EXIT.refused,
    'UNAVAILABLE',
  );
}
