import { type Accessor, createContext, useContext } from 'solid-js';
import type { ColumnId } from '../columns.ts';
import type { DayStrip } from '../health/day-strip.ts';
import type { GroupBy } from './group-rows.ts';

/** How the rows look: what of a connection they show, and how much room each takes. */
export interface ListLook {
  columns: Accessor<readonly ColumnId[]>;
  isCompact: Accessor<boolean>;
  groupBy: Accessor<GroupBy | undefined>;
  /** The name of an owner; undefined while it is not known. */
  ownerName(id: string): string | undefined;
  /** Whether the rows are in sight, so that what comes after them may come. */
  isSettled: Accessor<boolean>;
  /** The last day of a connection; undefined while it is not known. */
  stripOf(id: string): DayStrip | undefined;
}

const ListLookContext = createContext<ListLook>();
export const ListLookProvider = ListLookContext.Provider;

export function useListLook(): ListLook {
  const look = useContext(ListLookContext);
  if (!look) throw new Error('ListLookProvider is missing');
  return look;
}
