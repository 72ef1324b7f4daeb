import type { ConnectionKind, TableIndex } from '@portolan/contract';
import { NOBODY, type Outcome, type Outcomes, READ } from './outcome.ts';

export const INDEX_OUTCOMES = {
  indexAdded: { breaks: NOBODY, reason: 'a new index' },
  indexRemoved: { breaks: NOBODY, reason: 'an index that is gone: slower at most' },
  fullTextRemoved: { breaks: READ, reason: 'a full-text search finds no index of these columns' },
  indexRenamed: { breaks: NOBODY, reason: 'an index of another name' },
  indexBuilt: { breaks: NOBODY, reason: 'an index that is built otherwise' },
} satisfies Outcomes;

const O = INDEX_OUTCOMES;

/** MATCH of MySQL and MariaDB asks for an index of just the columns that it names. */
export function indexRemoved(
  before: TableIndex,
  after: readonly TableIndex[],
  kind: ConnectionKind | undefined,
): Outcome {
  const fullText = ({ method, ignored = false }: TableIndex) => method?.toUpperCase() === 'FULLTEXT' && !ignored;
  if (kind !== 'mysql' || !fullText(before)) return O.indexRemoved;
  const columns = JSON.stringify(before.columns);
  const replaced = after.some((index) => fullText(index) && JSON.stringify(index.columns) === columns);
  return replaced ? O.indexRemoved : O.fullTextRemoved;
}
