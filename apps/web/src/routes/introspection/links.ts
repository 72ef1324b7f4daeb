import { inTenant } from '../../lib/addresses.ts';

/** Addresses of the views of a connection, each with what it shows. */
function address(path: string, params: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export interface TablePlace {
  schema: string;
  table: string;
  column?: string;
}

export const connectionHref = (id: string): string => inTenant(`/connections/${id}`);

export const overviewHref = (id: string): string => `${connectionHref(id)}/overview`;

export const tableHref = (id: string, { schema, table, column }: TablePlace): string =>
  address(connectionHref(id), { schema, table, column });

export const diagramHref = (id: string, place: { schema?: string; table?: string; hops?: number } = {}): string =>
  address(`${connectionHref(id)}/diagram`, { ...place });

export const snapshotsHref = (id: string, pair: { a?: string; b?: string } = {}): string =>
  address(`${connectionHref(id)}/snapshots`, { ...pair });

export const typesHref = (id: string): string => `${connectionHref(id)}/types`;

export const searchHref = (query = ''): string => address(inTenant('/search'), { q: query });
