import {
  type CheckConstraint,
  type Column,
  type ForeignKey,
  type MeasuredTable,
  PLAIN_FOREIGN_KEY,
  PLAIN_TABLE,
  UNKNOWN,
} from '@portolan/contract';
import { PART } from './catalogue-query.ts';
import { plainQuotes } from './column-default.ts';
import { groupsOf, type PartRow } from './part-row.ts';
import { toColumn } from './to-column.ts';
import { toIndexes } from './to-indexes.ts';

/** A table out of its rows; null where they do not begin with the table itself. The values are yet to be checked. */
export function toTable(schema: string, name: string, rows: readonly PartRow[], mariadb: boolean): unknown {
  const [head, ...parts] = rows;
  if (head?.part !== PART.table) return null;
  const [tableType, comment, rowEstimate, size, tableCollation, options, engine] = head.values;
  const [type, kind] = kindOf(tableType ?? '', options ?? '');
  const of = (part: number) => parts.filter((row) => row.part === part);
  const columnRows = of(PART.column);
  const checks = checksOf(of(PART.check), mariadb);
  const jsonColumns = mariadb ? jsonColumnsOf(checks, columnRows) : new Set<string>();
  const columns: Column[] = columnRows.map(({ values }, index) =>
    toColumn(values, { position: index + 1, mariadb, tableCollation: tableCollation ?? null, jsonColumns }),
  );
  const table: MeasuredTable = {
    ...PLAIN_TABLE,
    schema,
    name,
    type,
    kind,
    // That of a view is the word VIEW, or what is wrong with it.
    comment: type === 'view' ? null : comment || null,
    rowEstimate: type === 'view' ? null : numberIn(rowEstimate),
    sizeBytes: type === 'view' ? null : numberIn(size),
    engine: engine ?? null,
    // A collation begins with the name of its character set.
    charset: tableCollation?.split('_')[0] ?? null,
    collation: tableCollation ?? null,
    triggers: of(PART.trigger).map((row) => row.name),
    columns,
    ...toIndexes(of(PART.index), mariadb),
    foreignKeys: foreignKeysOf(of(PART.foreignKey), of(PART.rules)),
    checks: checks.filter((check) => !(jsonColumns.has(check.name) && isJsonCheck(check))),
  };
  return table;
}

const KINDS: Record<string, [type: 'table' | 'view', kind: string]> = {
  'BASE TABLE': ['table', 'table'],
  VIEW: ['view', 'view'],
  'SYSTEM VIEW': ['view', 'system view'],
  'SYSTEM VERSIONED': ['table', 'system versioned table'],
};

function kindOf(tableType: string, options: string): [type: 'table' | 'view', kind: string] {
  const [type, kind] = KINDS[tableType] ?? ['table', tableType.toLowerCase() || 'table'];
  return kind === 'table' && /\bpartitioned\b/i.test(options) ? [type, 'partitioned table'] : [type, kind];
}

const numberIn = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text));

function checksOf(rows: readonly PartRow[], mariadb: boolean): CheckConstraint[] {
  return rows.map(({ name, values: [clause, enforced] }) => ({
    name,
    expression: mariadb ? (clause ?? '') : plainQuotes(clause ?? ''),
    enforced: enforced !== 'NO',
    // It is held against all rows when it is made, and again when it is enforced.
    validated: true,
  }));
}

const isJsonCheck = ({ name, expression }: CheckConstraint) =>
  expression === `json_valid(\`${name.replaceAll('`', '``')}\`)`;

/** JSON of MariaDB is a long text with a check of its own name. */
function jsonColumnsOf(checks: readonly CheckConstraint[], columns: readonly PartRow[]): Set<string> {
  const texts = new Set(columns.filter(({ values }) => values[1] === 'longtext').map(({ values }) => values[0]));
  return new Set(checks.filter((check) => isJsonCheck(check) && texts.has(check.name)).map(({ name }) => name));
}

/** MariaDB shows the rules of a foreign key to those only who may do more with the table than read it. */
function foreignKeysOf(rows: readonly PartRow[], rules: readonly PartRow[]): ForeignKey[] {
  const ruleOf = new Map(rules.map(({ name, values }) => [name, values]));
  return groupsOf(rows).map(([name, group]) => {
    const [onUpdate, onDelete, match] = ruleOf.get(name) ?? [];
    const [, schema, table] = group[0]?.values ?? [];
    return {
      ...PLAIN_FOREIGN_KEY,
      name,
      columns: group.map(({ values: [column] }) => column ?? ''),
      references: {
        schema: schema ?? '',
        table: table ?? '',
        columns: group.map(({ values: [, , , column] }) => column ?? ''),
      },
      onUpdate: onUpdate ?? UNKNOWN,
      onDelete: onDelete ?? UNKNOWN,
      match: match ?? UNKNOWN,
    };
  });
}
