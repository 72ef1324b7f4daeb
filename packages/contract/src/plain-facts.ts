import type { Column } from './columns.ts';
import type { MeasuredTable } from './table-definition.ts';
import type { ForeignKey, IndexKey, KeyColumns, TableIndex } from './table-keys.ts';

/** What a column is where the database says nothing of it, and so for the rest of a table. */
export const PLAIN_COLUMN = {
  element: null,
  labels: null,
  attributes: null,
  domains: [],
  onUpdate: null,
  invisible: false,
} satisfies Partial<Column>;

export const PLAIN_KEY = {
  deferrable: 'no',
  nullsNotDistinct: false,
  enforced: true,
  withoutOverlaps: false,
} satisfies Partial<KeyColumns>;

export const PLAIN_FOREIGN_KEY = {
  match: 'SIMPLE',
  setColumns: [],
  deferrable: 'no',
  enforced: true,
  validated: true,
  period: false,
} satisfies Partial<ForeignKey>;

export const PLAIN_INDEX = {
  nullsNotDistinct: false,
  valid: true,
  ignored: false,
} satisfies Partial<TableIndex>;

export const PLAIN_INDEX_KEY = {
  column: null,
  expression: null,
  descending: false,
  nulls: null,
  operatorClass: null,
  collation: null,
  length: null,
} satisfies IndexKey;

export const PLAIN_TABLE = {
  exclusions: [],
  triggers: [],
  policies: [],
  rowSecurity: false,
  engine: null,
  charset: null,
  collation: null,
} satisfies Partial<MeasuredTable>;
