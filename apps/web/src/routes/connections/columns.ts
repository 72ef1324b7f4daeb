import type { CONNECTION_SORTS } from '@portolan/contract';
import { t } from './look-texts.ts';

/** What the table can show of a connection beside its name, in this order. */
export const COLUMN_IDS = [
  'type',
  'environment',
  'address',
  'username',
  'tags',
  'owner',
  'status',
  'health',
  'tested',
  'created',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const isColumnId = (text: string): text is ColumnId => (COLUMN_IDS as readonly string[]).includes(text);

export const DEFAULT_COLUMNS: readonly ColumnId[] = ['type', 'environment', 'address', 'status', 'health', 'tested'];

export const columnLabel = (id: ColumnId): string => t().columns[id];

export interface Column {
  /** In rem. */
  width?: number;
  /** In rem, where it shares with others what is left, or does with less than its width for want of room. */
  least?: number;
  sort?: (typeof CONNECTION_SORTS)[number];
  /** Left out where there is no room for all. */
  isWideOnly?: boolean;
}

export const COLUMNS: Record<ColumnId, Column> = {
  type: { width: 7, sort: 'dbType', isWideOnly: true },
  environment: { width: 8.25, sort: 'environment' },
  address: { least: 9, sort: 'host' },
  username: { width: 7 },
  tags: { width: 12 },
  owner: { width: 8 },
  status: { least: 9, sort: 'status' },
  health: { width: 10.25, least: 9.25, sort: 'health' },
  tested: { width: 7, sort: 'lastTestedAt', isWideOnly: true },
  created: { width: 7, sort: 'createdAt', isWideOnly: true },
};

/** The marks, the name at its least, and the actions. */
const NAME = 9;
const ALWAYS = 2.25 + NAME + 7.5;
/** With more columns than usual, a little of each is too little of all. */
const ROOM = 3;

/** What a table with these columns takes at least, in rem. */
export function leastWidth(columns: readonly ColumnId[]): number {
  return columns.reduce((sum, id) => sum + roomOf(id, columns.length > DEFAULT_COLUMNS.length), ALWAYS);
}

/** What the name and the status want of it before hosts get more than their share, in rem. */
const WANTED: Partial<Record<ColumnId, number>> = { status: 9.5 };
const WANTED_NAME = 9;
/** A host of forty letters with its port. */
const LONGEST_HOST = 22;

/**
 * How wide a column is in a table with these, in CSS; what says nothing shares with the name what is left. Hosts get what
 * the others can do without: they are told apart by their ends. The table is as wide as its container.
 */
export function columnWidth(id: ColumnId, columns: readonly ColumnId[]): string | undefined {
  const { width, least } = COLUMNS[id];
  if (width && least) return `clamp(${least}rem, 100cqi - ${leastWidth(columns) - least}rem, ${width}rem)`;
  if (width) return `${width}rem`;
  if (id !== 'address') return undefined;
  const taken = columns.reduce((sum, one) => sum + (COLUMNS[one].width ?? 0), ALWAYS - NAME);
  const wanted = columns.reduce((sum, one) => sum + (WANTED[one] ?? 0), WANTED_NAME);
  const left = `max(100cqi, ${leastWidth(columns)}rem) - ${taken}rem`;
  return `min(${LONGEST_HOST}rem, max((${left}) * 0.36, ${left} - ${wanted}rem))`;
}

function roomOf(id: ColumnId, isMany: boolean): number {
  const { width, least } = COLUMNS[id];
  return width ? (least ?? width) : (least ?? 0) + (isMany ? ROOM : 0);
}

/** What a window has room for beside the sidebar, in rem, up to where there is room for all. */
const WIDE_ROOM = 62;
const NARROW_ROOM = 46;

export interface Room {
  /** As `isWide` and `isWidest` of lib/media have it. */
  isWide: boolean;
  isWidest: boolean;
}

/**
 * These of the columns that a window has room for. The usual ones do without the environment before they are too many, as
 * it then stands below the name; whoever has chosen others wants to see them.
 */
export function columnsFitting(columns: readonly ColumnId[], { isWide, isWidest }: Room): readonly ColumnId[] {
  const kept = isWide ? columns : columns.filter((id) => !COLUMNS[id].isWideOnly);
  const isUsual = columns.every((id) => DEFAULT_COLUMNS.includes(id));
  if (isWidest || !isUsual || leastWidth(kept) <= (isWide ? WIDE_ROOM : NARROW_ROOM)) return kept;
  return kept.filter((id) => id !== 'environment');
}

/** These of the columns that are chosen, in the order of the table. */
export function columnsIn(chosen: readonly string[] | null | undefined): readonly ColumnId[] {
  const known = COLUMN_IDS.filter((id) => chosen?.includes(id));
  return known.length > 0 ? known : DEFAULT_COLUMNS;
}
