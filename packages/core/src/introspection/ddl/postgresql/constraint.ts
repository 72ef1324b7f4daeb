import type {
  CheckConstraint,
  Deferrable,
  Exclusion,
  ForeignKey,
  KeyColumns,
  TableDefinition,
} from '@portolan/contract';
import { list, place, printedBy, quoted } from './names.ts';

/** A constraint of a table by its name; null where the draft cannot write it. */
export interface Constraint {
  name: string;
  definition: string | null;
  /** It can only be added to a table that is there: in a new one it would be held against all rows. */
  later: boolean;
  /** Everything that makes it what it is, but its name. */
  facts: unknown;
}

const WHEN: Record<Deferrable, string> = {
  no: '',
  immediate: ' DEFERRABLE',
  deferred: ' DEFERRABLE INITIALLY DEFERRED',
};

/** All but the foreign keys. */
export function constraintsOf(table: TableDefinition): Constraint[] {
  const { primaryKey, uniques, checks, exclusions } = table;
  return [
    ...(primaryKey ? [keyOf(table, primaryKey, 'PRIMARY KEY')] : []),
    ...uniques.map((key) => keyOf(table, key, 'UNIQUE')),
    ...checks.map(checkOf),
    ...exclusions.map(exclusionOf),
  ];
}

function keyOf(table: TableDefinition, key: KeyColumns, kind: 'PRIMARY KEY' | 'UNIQUE'): Constraint {
  const include = table.indexes.find(({ name }) => name === key.name)?.include ?? [];
  const columns = key.columns.map((name, at) =>
    key.withoutOverlaps && at === key.columns.length - 1 ? `${quoted(name)} WITHOUT OVERLAPS` : quoted(name),
  );
  const nulls = kind === 'UNIQUE' && key.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const beside = include.length > 0 ? ` INCLUDE (${list(include)})` : '';
  const definition = `${kind}${nulls} (${columns.join(', ')})${beside}${WHEN[key.deferrable]}`;
  return { name: key.name, definition, later: false, facts: { kind, ...key, include, name: undefined } };
}

function checkOf(check: CheckConstraint): Constraint {
  const expression = printedBy(check.expression);
  const definition = expression === null ? null : `CHECK (${expression})${stateOf(check)}`;
  return {
    name: check.name,
    definition,
    later: check.enforced && !check.validated,
    facts: { kind: 'CHECK', ...check, name: undefined },
  };
}

function exclusionOf(exclusion: Exclusion): Constraint {
  const written = printedBy(exclusion.definition);
  const definition = written === null ? null : `${written}${WHEN[exclusion.deferrable]}`;
  return { name: exclusion.name, definition, later: false, facts: { kind: 'EXCLUDE', ...exclusion, name: undefined } };
}

function stateOf({ enforced, validated }: { enforced: boolean; validated: boolean }): string {
  if (!enforced) return ' NOT ENFORCED';
  return validated ? '' : ' NOT VALID';
}

export function foreignKeyDefinition(key: ForeignKey): string {
  const { references, onUpdate, onDelete, match, setColumns } = key;
  const columns = withPeriod(key.columns, key);
  const target = place({ schema: references.schema, name: references.table });
  const set = setColumns.length > 0 ? ` (${list(setColumns)})` : '';
  return [
    `FOREIGN KEY (${columns}) REFERENCES ${target} (${withPeriod(references.columns, key)})`,
    match === 'FULL' ? ' MATCH FULL' : '',
    onUpdate === 'NO ACTION' ? '' : ` ON UPDATE ${onUpdate}`,
    onDelete === 'NO ACTION' ? '' : ` ON DELETE ${onDelete}${set}`,
    WHEN[key.deferrable],
    stateOf(key),
  ].join('');
}

function withPeriod(columns: readonly string[], { period }: ForeignKey): string {
  return columns
    .map((name, at) => (period && at === columns.length - 1 ? `PERIOD ${quoted(name)}` : quoted(name)))
    .join(', ');
}
