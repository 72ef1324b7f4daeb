import type { Deferrable, ForeignKey, KeyColumns, MeasuredTable } from '@portolan/contract';
import type { ConstraintRow, IndexRow } from './table-row.ts';

/** The columns of a table by their number in the catalogue. */
export type Numbered = ReadonlyMap<number, { name: string; collation: string }>;

type Keys = Pick<MeasuredTable, 'primaryKey' | 'foreignKeys' | 'uniques' | 'checks' | 'exclusions'>;

const RULES: Record<string, string> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};
const MATCHES: Record<string, string> = { s: 'SIMPLE', f: 'FULL', p: 'PARTIAL' };

/** The constraints of a table, and the columns whose NOT NULL is not validated. */
export function toKeys(
  rows: readonly ConstraintRow[],
  columns: Numbered,
  indexes: readonly IndexRow[],
): Keys & { maybeNull: ReadonlySet<number> } {
  const of = (kind: string) => rows.filter((row) => row[1] === kind);
  const namesOf = (numbers: readonly number[] | null) =>
    (numbers ?? []).map((number) => columns.get(number)?.name ?? '');
  const toKey = (row: ConstraintRow): KeyColumns => {
    const [name, , numbers, , , , enforced, period] = row;
    return {
      name,
      columns: namesOf(numbers),
      deferrable: deferrableOf(row),
      // A key has the name of its index.
      nullsNotDistinct: indexes.some((index) => index[0] === name && index[6]),
      enforced,
      withoutOverlaps: period,
    };
  };
  return {
    primaryKey: of('p').map(toKey)[0] ?? null,
    uniques: of('u').map(toKey),
    foreignKeys: of('f').map((row) => toForeignKey(row, namesOf)),
    checks: of('c').map(([name, , , , , validated, enforced, , text]) => ({
      name,
      expression: text ?? '',
      enforced,
      validated,
    })),
    exclusions: of('x').map((row) => ({ name: row[0], definition: row[8] ?? '', deferrable: deferrableOf(row) })),
    maybeNull: new Set(of('n').flatMap((row) => row[2] ?? [])),
  };
}

function toForeignKey(row: ConstraintRow, namesOf: (numbers: readonly number[] | null) => string[]): ForeignKey {
  const [name, , columns, , , validated, enforced, period, , toSchema, toTable, toColumns, ...rest] = row;
  const [onUpdate, onDelete, match, setColumns] = rest;
  return {
    name,
    columns: namesOf(columns),
    references: { schema: toSchema ?? '', table: toTable ?? '', columns: toColumns ?? [] },
    onUpdate: RULES[onUpdate] ?? onUpdate,
    onDelete: RULES[onDelete] ?? onDelete,
    match: MATCHES[match] ?? match,
    setColumns: namesOf(setColumns),
    deferrable: deferrableOf(row),
    enforced,
    validated,
    period,
  };
}

function deferrableOf([, , , deferrable, deferred]: ConstraintRow): Deferrable {
  if (!deferrable) return 'no';
  return deferred ? 'deferred' : 'immediate';
}
