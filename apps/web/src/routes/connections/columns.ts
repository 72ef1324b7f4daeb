import type { CONNECTION_SORTS } from '@portolan/contract';

/** What the table can show of a connection beside its name, in this order. */
export const COLUMN_IDS = [
  'type',
  'environment',
  'address',
  'username',
  'tags',
  'owner',
  'status',
  'tested',
  'created',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const isColumnId = (text: string): text is ColumnId => (COLUMN_IDS as readonly string[]).includes(text);

export const DEFAULT_COLUMNS: readonly ColumnId[] = ['type', 'environment', 'address', 'status', 'tested'];

export interface Column {
  label: string;
  class: string;
  sort?: (typeof CONNECTION_SORTS)[number];
}

export const COLUMNS: Record<ColumnId, Column> = {
  type: { label: 'Type', class: 'w-28 max-xl:hidden', sort: 'dbType' },
  environment: { label: 'Environment', class: 'w-33', sort: 'environment' },
  address: { label: 'Host / database', class: 'w-[23%]', sort: 'host' },
  username: { label: 'User', class: 'w-28' },
  tags: { label: 'Tags', class: 'w-40' },
  owner: { label: 'Owner', class: 'w-32' },
  status: { label: 'Status', class: '', sort: 'status' },
  tested: { label: 'Last tested', class: 'w-25', sort: 'lastTestedAt' },
  created: { label: 'Created', class: 'w-25', sort: 'createdAt' },
};

/** These of the columns that are chosen, in the order of the table. */
export function columnsIn(chosen: readonly string[] | null | undefined): readonly ColumnId[] {
  const known = COLUMN_IDS.filter((id) => chosen?.includes(id));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}
