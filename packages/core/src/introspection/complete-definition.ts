import {
  type CheckConstraint,
  type Column,
  type ForeignKey,
  type KeyColumns,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_INDEX,
  PLAIN_INDEX_KEY,
  PLAIN_KEY,
  PLAIN_TABLE,
  type TableDefinition,
  type TableIndex,
  UNKNOWN,
} from '@portolan/contract';

/** A definition as it was stored, perhaps by a version that knew less: what it did not know is absent. */
export type StoredDefinition = Pick<TableDefinition, 'schema' | 'name' | 'type' | 'kind' | 'comment'> &
  Partial<TableDefinition>;

/**
 * A stored definition with everything that a definition has today. What is absent is UNKNOWN, or the usual where there is
 * no such word: whoever compares two of them asks the stored ones.
 */
export function completeDefinition<T extends StoredDefinition>(stored: T): T & TableDefinition {
  const { columns = [], primaryKey = null, foreignKeys = [], uniques = [], checks = [], indexes = [] } = stored;
  const names = new Set(columns.map(({ name }) => name));
  return {
    ...PLAIN_TABLE,
    ...stored,
    columns: columns.map(completeColumn),
    primaryKey: primaryKey && completeKey(primaryKey),
    foreignKeys: foreignKeys.map(completeForeignKey),
    uniques: uniques.map(completeKey),
    checks: checks.map(completeCheck),
    indexes: indexes.map((index) => completeIndex(index, names)),
  };
}

const completeColumn = (column: Column): Column => ({ ...PLAIN_COLUMN, ...UNKNOWN_BASE, ...column });
const UNKNOWN_BASE = { baseType: UNKNOWN };

const completeKey = (key: KeyColumns): KeyColumns => ({ ...PLAIN_KEY, ...key });

const completeForeignKey = (key: ForeignKey): ForeignKey => ({ ...PLAIN_FOREIGN_KEY, ...UNKNOWN_MATCH, ...key });
const UNKNOWN_MATCH = { match: UNKNOWN };

const completeCheck = (check: CheckConstraint): CheckConstraint => ({ ...ENFORCED, ...check });
const ENFORCED = { enforced: true, validated: true };

function completeIndex(index: TableIndex, names: ReadonlySet<string>): TableIndex {
  const {
    keys = index.columns.map((text) => ({ ...PLAIN_INDEX_KEY, [names.has(text) ? 'column' : 'expression']: text })),
  } = index as Partial<TableIndex> & TableIndex;
  return { ...PLAIN_INDEX, ...index, keys };
}
