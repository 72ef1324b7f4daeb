import type { Change, Column, ConnectionKind, TableDefinition } from '@portolan/contract';
import { diffChecks } from './check-rules.ts';
import { diffColumns } from './diff-columns.ts';
import { diffFacts, diffUnruled, type FactRules } from './diff-facts.ts';
import { diffIndexes } from './diff-indexes.ts';
import { diffExclusions, diffForeignKeys, diffPrimaryKey, diffUniques } from './diff-keys.ts';
import { kindChanged, policiesChanged, rowSecurityChanged, TABLE_OUTCOMES, typeChanged } from './table-rules.ts';
import { Uniqueness } from './uniqueness.ts';

const O = TABLE_OUTCOMES;

const RULES: FactRules<TableDefinition> = {
  schema: 'elsewhere',
  name: 'elsewhere',
  type: typeChanged,
  kind: kindChanged,
  comment: O.comment,
  triggers: O.triggers,
  policies: policiesChanged,
  rowSecurity: rowSecurityChanged,
  engine: O.engine,
  charset: O.defaultOfColumns,
  collation: O.defaultOfColumns,
  columns: 'elsewhere',
  primaryKey: 'elsewhere',
  foreignKeys: 'elsewhere',
  uniques: 'elsewhere',
  checks: 'elsewhere',
  exclusions: 'elsewhere',
  indexes: 'elsewhere',
};

/**
 * What changed inside a table, fact by fact, and whom it may break. The definitions are as they were stored: a fact that
 * one of them does not have is not known, and no change. `kind` is that of both databases, undefined where they differ.
 * Two that differ in anything that both know never come out without a change.
 */
export function diffTables(a: TableDefinition, b: TableDefinition, kind: ConnectionKind | undefined): Change[] {
  const unique = new Uniqueness(a, b, kind);
  const changes = [
    ...diffFacts([], a, b, RULES),
    ...diffColumns(collated(a), collated(b), { kind, inKeys: unique.columns() }),
    ...diffPrimaryKey(a.primaryKey ?? null, b.primaryKey ?? null, unique),
    ...diffUniques(a.uniques ?? [], b.uniques ?? [], unique),
    ...diffForeignKeys(a.foreignKeys ?? [], b.foreignKeys ?? []),
    ...diffChecks(['checks'], a.checks ?? [], b.checks ?? []),
    ...(a.exclusions && b.exclusions ? diffExclusions(a.exclusions, b.exclusions) : []),
    ...diffIndexes(a, b, unique, kind),
  ];
  return changes.length > 0 ? changes : diffUnruled([], unplaced(a), unplaced(b));
}

/** Where a column stands is told by the order of all. */
function unplaced({ columns, ...table }: TableDefinition): object {
  return { ...table, columns: columns.map(({ position: _, ...column }) => column) };
}

/** A column without a collation of its own has that of its table. */
function collated({ columns, collation = null }: TableDefinition): Column[] {
  if (collation === null) return columns;
  const inherits = ({ type, collation: own }: Column) => (type === 'string' || type === 'enum') && own === null;
  return columns.map((column) => (inherits(column) ? { ...column, collation } : column));
}
