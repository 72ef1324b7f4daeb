import type { Change, Column, ConnectionKind } from '@portolan/contract';
import { changeOf, type Path } from './change-of.ts';
import {
  COLUMN_OUTCOMES,
  collationChanged,
  columnAdded,
  columnRemoved,
  defaultChanged,
  generatedChanged,
  nullableChanged,
} from './column-rules.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { diffNamed } from './diff-named.ts';
import { diffType } from './diff-type.ts';

const O = COLUMN_OUTCOMES;

interface Surroundings {
  kind: ConnectionKind | undefined;
  /** Columns of which a key says that no two rows are alike. */
  inKeys: ReadonlySet<string>;
}

/** The columns of a table. A column of another name is another column: nothing tells that it was renamed. */
export function diffColumns(a: readonly Column[], b: readonly Column[], around: Surroundings): Change[] {
  const { kind } = around;
  const changes = diffNamed(['columns'], a, b, {
    added: (column) => columnAdded(column, kind),
    removed: columnRemoved,
    renamed: 'never',
    changed: (path, before, after) => diffColumn(path, before, after, around),
  });
  return [...changes, ...diffOrder(a, b)];
}

function diffColumn(path: Path, a: Column, b: Column, { kind, inKeys }: Surroundings): Change[] {
  const collation = (before: Column, after: Column) => collationChanged(before, after, inKeys.has(after.name), kind);
  const rules: FactRules<Column> = {
    name: 'elsewhere',
    position: 'elsewhere',
    nativeType: 'elsewhere',
    baseType: 'elsewhere',
    type: 'elsewhere',
    element: 'elsewhere',
    length: 'elsewhere',
    precision: 'elsewhere',
    scale: 'elsewhere',
    labels: 'elsewhere',
    attributes: 'elsewhere',
    domains: 'elsewhere',
    nullable: nullableChanged,
    default: (before, after) => defaultChanged(before, after, kind),
    onUpdate: O.onUpdate,
    generated: (before, after) => generatedChanged(before, after, kind),
    invisible: (_, after) => (after.invisible ? O.invisible : O.visible),
    // That of a type without one comes and goes with the type.
    collation: isText(a) && isText(b) ? collation : 'elsewhere',
    comment: O.comment,
  };
  return [...diffType(path, a, b, kind), ...diffFacts(path, a, b, rules)];
}

const isText = ({ type, element }: Column) => ['string', 'enum'].includes(element?.type ?? type);

/** Of the columns that both have. Statements name their columns, rows are read by name: nobody is broken. */
function diffOrder(a: readonly Column[], b: readonly Column[]): Change[] {
  const names = (list: readonly Column[], others: readonly Column[]) => {
    const known = new Set(others.map(({ name }) => name));
    return list.map(({ name }) => name).filter((name) => known.has(name));
  };
  const [before, after] = [names(a, b), names(b, a)];
  if (before.every((name, at) => name === after[at])) return [];
  return [changeOf(['columnOrder'], before, after, O.order)];
}
