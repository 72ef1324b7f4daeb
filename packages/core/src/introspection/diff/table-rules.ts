import type { TableDefinition } from '@portolan/contract';
import { BOTH, NOBODY, type Outcome, type Outcomes, READ, WRITE } from './outcome.ts';

export const TABLE_OUTCOMES = {
  tableAdded: { breaks: NOBODY, reason: 'a new table or view' },
  tableRemoved: { breaks: BOTH, reason: 'a table or view that is gone' },
  nowView: { breaks: WRITE, reason: 'a view now, which may take no rows' },
  nowTable: { breaks: READ, reason: 'a table now, with rows of its own' },
  nowMaterialized: { breaks: BOTH, reason: 'as old as its last refresh, and takes no rows' },
  otherKind: { breaks: NOBODY, reason: 'kept otherwise' },
  engine: { breaks: NOBODY, reason: 'kept by another engine' },
  defaultOfColumns: { breaks: NOBODY, reason: 'another default for columns to come' },
  triggers: { breaks: WRITE, reason: 'other triggers decide what becomes of a row that is written' },
  rowsHidden: { breaks: BOTH, reason: 'rows may be hidden or refused by policies' },
  rowsShown: { breaks: NOBODY, reason: 'policies bind nobody any more' },
  policies: { breaks: NOBODY, reason: 'other policies, which bind nobody' },
  comment: { breaks: NOBODY, reason: 'described otherwise' },
} satisfies Outcomes;

const O = TABLE_OUTCOMES;

export const typeChanged = (_: TableDefinition, after: TableDefinition): Outcome =>
  after.type === 'view' ? O.nowView : O.nowTable;

export const kindChanged = (_: TableDefinition, after: TableDefinition): Outcome =>
  after.kind === 'materialized view' ? O.nowMaterialized : O.otherKind;

export const rowSecurityChanged = (_: TableDefinition, after: TableDefinition): Outcome =>
  after.rowSecurity ? O.rowsHidden : O.rowsShown;

export const policiesChanged = (_: TableDefinition, after: TableDefinition): Outcome =>
  after.rowSecurity ? O.rowsHidden : O.policies;

export const SCHEMA_OUTCOMES = {
  schemaAdded: { breaks: NOBODY, reason: 'a new schema' },
  schemaRemoved: { breaks: BOTH, reason: 'a schema that is gone' },
  defaultSchema: { breaks: BOTH, reason: 'names without a schema are looked for elsewhere' },
  systemSchema: { breaks: NOBODY, reason: 'counted otherwise among those of the system' },
  catalogs: { breaks: NOBODY, reason: 'other databases beside this one' },
} satisfies Outcomes;
