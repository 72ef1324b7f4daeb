import type { Connection } from '@portolan/contract';
import type { ConnectionVerbs } from './use-connection-verbs.ts';

/** What keys do in a list, where rows can be marked: the marked ones go before the row that has the focus. */
export interface RowVerbs extends ConnectionVerbs {
  testMarked(row: Connection | undefined): void;
  removeMarked(row: Connection | undefined): void;
  /** Of the row that has the focus. */
  openMenu(): void;
}
