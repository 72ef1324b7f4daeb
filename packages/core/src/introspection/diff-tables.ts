import type { Change, Column, ForeignKey, TableDefinition, TableIndex } from '@portolan/contract';

/**
 * What changed inside a table, and what of it may break somebody: a reader who relied on what was there, or a writer
 * whose rows would be refused now.
 */
export function diffTables(a: TableDefinition, b: TableDefinition): Change[] {
  return [
    ...changed('type', a.type, b.type, true),
    ...changed('kind', a.kind, b.kind, false),
    ...changed('comment', a.comment, b.comment, false),
    ...diffColumns(a.columns, b.columns),
    ...changed('primaryKey', textOfKey(a.primaryKey), textOfKey(b.primaryKey), true),
    ...diffNamed('foreignKeys', a.foreignKeys, b.foreignKeys, textOfForeignKey, { added: true, changed: true }),
    ...diffNamed('uniques', a.uniques, b.uniques, textOfKey, { added: true, removed: true, changed: true }),
    ...diffNamed('checks', a.checks, b.checks, ({ expression }) => expression, { added: true, changed: true }),
    ...diffIndexes(a.indexes, b.indexes),
  ];
}

function diffColumns(a: Column[], b: Column[]): Change[] {
  return diffBy(a, b, 'columns', (before, after, path) => {
    if (!before && after) {
      const filled = after.nullable || after.default !== null || after.generated !== null;
      return [{ path, kind: 'added', before: null, after: after.nativeType, breaking: !filled }];
    }
    if (!after && before) return [{ path, kind: 'removed', before: before.nativeType, after: null, breaking: true }];
    return before && after ? diffColumn(before, after, path) : [];
  });
}

function diffColumn(a: Column, b: Column, path: string): Change[] {
  const lostDefault = a.default !== null && b.default === null && !b.nullable && b.generated === null;
  return [
    ...changed(`${path}.nativeType`, a.nativeType, b.nativeType, !isWider(a, b)),
    ...changed(`${path}.nullable`, String(a.nullable), String(b.nullable), true),
    ...changed(`${path}.default`, a.default, b.default, lostDefault),
    ...changed(`${path}.generated`, a.generated, b.generated, true),
    ...changed(`${path}.collation`, a.collation, b.collation, false),
    ...changed(`${path}.comment`, a.comment, b.comment, false),
  ];
}

/** Whether every value of the one type is one of the other, and is read the same. */
function isWider(a: Column, b: Column): boolean {
  const family = (native: string) => native.replace(/\([^)]*\)/, '');
  if (a.type !== b.type || family(a.nativeType) !== family(b.nativeType) || a.scale !== b.scale) return false;
  const grows = (before: number | null, after: number | null) => after === null || (before !== null && after >= before);
  return grows(a.length, b.length) && grows(a.precision, b.precision);
}

function diffIndexes(a: TableIndex[], b: TableIndex[]): Change[] {
  return diffBy(a, b, 'indexes', (before, after, path) => {
    const unique = (after?.unique ?? false) && !(before?.unique ?? false);
    return changed(path, before ? textOfIndex(before) : null, after ? textOfIndex(after) : null, unique);
  });
}

type Breaks = { [kind in Change['kind']]?: true };

function diffNamed<T extends { name: string }>(
  group: string,
  a: T[],
  b: T[],
  textOf: (one: T) => string | null,
  breaks: Breaks,
): Change[] {
  return diffBy(a, b, group, (before, after, path) => {
    const [change] = changed(path, before ? textOf(before) : null, after ? textOf(after) : null, false);
    return change ? [{ ...change, breaking: breaks[change.kind] ?? false }] : [];
  });
}

function diffBy<T extends { name: string }>(
  a: T[],
  b: T[],
  group: string,
  compare: (before: T | undefined, after: T | undefined, path: string) => Change[],
): Change[] {
  const [before, after] = [a, b].map((list) => new Map(list.map((one) => [one.name, one])));
  const names = new Set([...a, ...b].map(({ name }) => name));
  return [...names].flatMap((name) => compare(before?.get(name), after?.get(name), `${group}.${name}`));
}

function changed(path: string, before: string | null, after: string | null, breaking: boolean): Change[] {
  if (before === after) return [];
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return [{ path, kind, before, after, breaking }];
}

const textOfKey = (key: { columns: string[] } | null) => key && `(${key.columns.join(', ')})`;

function textOfForeignKey({ columns, references, onUpdate, onDelete }: ForeignKey): string {
  const { schema, table, columns: targets } = references;
  const rules = `on update ${onUpdate} on delete ${onDelete}`;
  return `(${columns.join(', ')}) -> ${schema}.${table} (${targets.join(', ')}) ${rules}`;
}

function textOfIndex({ columns, include, unique, method, predicate }: TableIndex): string {
  const parts = [
    ...[unique ? 'unique' : '', method ?? '', `(${columns.join(', ')})`],
    ...[include.length > 0 ? `include (${include.join(', ')})` : '', predicate ? `where ${predicate}` : ''],
  ];
  return parts.filter(Boolean).join(' ');
}
