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
  /** In rem. */
  width?: number;
  /** In rem, where it shares with others what is left. */
  least?: number;
  sort?: (typeof CONNECTION_SORTS)[number];
  /** Left out where there is no room for all. */
  isWideOnly?: boolean;
}

export const COLUMNS: Record<ColumnId, Column> = {
  type: { label: 'Type', width: 7, sort: 'dbType', isWideOnly: true },
  environment: { label: 'Environment', width: 8.25, sort: 'environment' },
  address: { label: 'Host / database', least: 9, sort: 'host' },
  username: { label: 'User', width: 7 },
  tags: { label: 'Tags', width: 12 },
  owner: { label: 'Owner', width: 8 },
  status: { label: 'Status', least: 9, sort: 'status' },
  tested: { label: 'Last tested', width: 6.5, sort: 'lastTestedAt', isWideOnly: true },
  created: { label: 'Created', width: 6.5, sort: 'createdAt', isWideOnly: true },
};

/** The marks, the name at its least, and the actions. */
const ALWAYS = 2.25 + 9 + 7.5;
/** With more columns than usual, a little of each is too little of all. */
const ROOM = 3;

/** What a table with these columns takes at least, in rem. */
export function leastWidth(columns: readonly ColumnId[]): number {
  return columns.reduce((sum, id) => sum + roomOf(id, columns.length > DEFAULT_COLUMNS.length), ALWAYS);
}

function roomOf(id: ColumnId, isMany: boolean): number {
  const { width, least = 0 } = COLUMNS[id];
  return width ?? least + (isMany ? ROOM : 0);
}

/** These of the columns that are chosen, in the order of the table. */
export function columnsIn(chosen: readonly string[] | null | undefined): readonly ColumnId[] {
  const known = COLUMN_IDS.filter((id) => chosen?.includes(id));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}
