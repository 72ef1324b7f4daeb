import type { Column } from '@portolan/contract';
import { BOTH, NOBODY, type Outcome, type Outcomes, READ, together, WRITE } from './outcome.ts';

export const COLUMN_OUTCOMES = {
  added: { breaks: NOBODY, reason: 'a new column that need not be written' },
  addedRequired: { breaks: WRITE, reason: 'a new column that must be written' },
  removed: { breaks: BOTH, reason: 'a column that is gone' },
  removedComputed: { breaks: READ, reason: 'a computed column that is gone' },
  mayBeNull: { breaks: READ, reason: 'may be null now' },
  mustNotBeNull: { breaks: WRITE, reason: 'must not be null any more' },
  defaultAdded: { breaks: NOBODY, reason: 'has a default now' },
  defaultChanged: { breaks: NOBODY, reason: 'another default for rows to come' },
  defaultRemoved: { breaks: NOBODY, reason: 'a default that is gone where null will do' },
  defaultNeeded: { breaks: WRITE, reason: 'a default that is gone, and the column must be written now' },
  expressionChanged: { breaks: READ, reason: 'computed from something else' },
  onUpdate: { breaks: NOBODY, reason: 'set by other changes of the row than before' },
  nowComputed: { breaks: WRITE, reason: 'computed now, takes no value of its own' },
  nowCounted: { breaks: NOBODY, reason: 'numbered by the database where no value is given' },
  alwaysCounted: { breaks: WRITE, reason: 'always numbered by the database, takes no value of its own' },
  otherwiseComputed: { breaks: NOBODY, reason: 'computed as before, kept otherwise' },
  freelyCounted: { breaks: NOBODY, reason: 'numbered by the database still, takes values of its own too' },
  notComputed: { breaks: READ, reason: 'not computed any more' },
  notComputedRequired: { breaks: BOTH, reason: 'not computed any more, must be written now' },
  notCounted: { breaks: NOBODY, reason: 'not numbered any more, filled otherwise' },
  notCountedRequired: { breaks: WRITE, reason: 'not numbered any more, must be written now' },
  invisible: { breaks: READ, reason: 'left out of select * now' },
  visible: { breaks: NOBODY, reason: 'part of select * now' },
  collation: { breaks: READ, reason: 'compares and sorts otherwise' },
  collationOfKey: { breaks: BOTH, reason: 'compares otherwise, and so does a unique key over it' },
  charset: { breaks: BOTH, reason: 'of another character set, which may not have every character' },
  comment: { breaks: NOBODY, reason: 'described otherwise' },
  order: { breaks: NOBODY, reason: 'columns stand in another order' },
} satisfies Outcomes;

const O = COLUMN_OUTCOMES;

/** Types that fill themselves. */
const SELF_FILLING = new Set(['timestamp', 'rowversion']);

/** Whether a statement that writes a row has to name the column. Facts may be absent in what is stored. */
export function mustBeWritten(column: Column, kind: string | undefined): boolean {
  if (column.nullable || (column.default ?? null) !== null || (column.generated ?? null) !== null) return false;
  if (column.domains?.some((domain) => domain.default !== null)) return false;
  return !(kind === 'sqlserver' && SELF_FILLING.has(column.baseType));
}

const isComputed = ({ generated }: Column) => generated === 'stored' || generated === 'virtual';

export const columnAdded = (column: Column, kind: string | undefined): Outcome =>
  mustBeWritten(column, kind) ? O.addedRequired : O.added;

export const columnRemoved = (column: Column): Outcome => (isComputed(column) ? O.removedComputed : O.removed);

export const nullableChanged = (_: Column, after: Column): Outcome => (after.nullable ? O.mayBeNull : O.mustNotBeNull);

export function defaultChanged(before: Column, after: Column, kind: string | undefined): Outcome {
  if (isComputed(before) && isComputed(after)) return O.expressionChanged;
  if (after.default !== null) return before.default === null ? O.defaultAdded : O.defaultChanged;
  return lostDefault(after, kind);
}

/** A default, of the column or of its domain, is gone. */
export const lostDefault = (after: Column, kind: string | undefined): Outcome =>
  mustBeWritten(after, kind) ? O.defaultNeeded : O.defaultRemoved;

export function generatedChanged(before: Column, after: Column, kind: string | undefined): Outcome {
  const required = mustBeWritten(after, kind);
  switch (after.generated) {
    case 'stored':
    case 'virtual':
      if (isComputed(before)) return O.otherwiseComputed;
      return O.nowComputed;
    case 'identity-always':
      return together(isComputed(before) ? [O.notComputed] : [O.alwaysCounted], O.alwaysCounted);
    case 'identity-by-default':
      if (isComputed(before)) return O.notComputed;
      return before.generated ? O.freelyCounted : O.nowCounted;
    default:
      if (isComputed(before)) return required ? O.notComputedRequired : O.notComputed;
      return required ? O.notCountedRequired : O.notCounted;
  }
}

/** Names of MySQL's collations begin with the character set, and utf8mb4 has every character. */
export function collationChanged(before: Column, after: Column, inKey: boolean, kind: string | undefined): Outcome {
  const charset = ({ collation }: Column) => collation?.split('_')[0];
  if (kind === 'mysql' && charset(after) !== charset(before) && charset(after) !== 'utf8mb4') return O.charset;
  return inKey ? O.collationOfKey : O.collation;
}
