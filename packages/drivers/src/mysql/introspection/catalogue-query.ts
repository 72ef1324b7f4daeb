import type { IntrospectionScope } from '../../driver.ts';
import type { Flavour } from '../flavour.ts';
import { type Condition, scopeCondition } from './scope-condition.ts';

/** What a row of the catalogue tells, in the order in which the rows of one table come. */
export const PART = { table: 0, column: 1, index: 2, foreignKey: 3, rules: 4, check: 5, trigger: 6 } as const;

/** How many values a row carries behind schema, table, part, name and position. */
const WIDTH = 8;

/** Releases since which indexes can be kept and not used. */
const IGNORED_INDEXES = 1006;
const INVISIBLE_INDEXES = 800;

/** One view of the catalogue and what is read of it. */
interface Source {
  part: number;
  from: string;
  schema: string;
  table: string;
  /** What the rows of a part are ordered by, before the position. */
  name?: string;
  position?: string;
  values: string[];
  where?: string;
}

/**
 * Everything about every table in one statement, so that it can be read in one go, table by table, and holds together.
 * The views of the catalogue are united, never joined: MariaDB fills a view anew for each row it is joined to.
 * Schema, table and name are bytes, which sort alike on every server; the values are text, of one collation.
 */
export function catalogueQuery(flavour: Flavour, scope: IntrospectionScope, defaultSchema: string | null): Condition {
  const branches = sourcesOf(flavour, scope.depth).map((source) => {
    const { part, from, schema, table, name = "''", position = '0', where } = source;
    const condition = scopeCondition(scope, defaultSchema, schema, table);
    const values = Array.from({ length: WIDTH }, (_, at) => valueAt(at, source.values[at], flavour));
    const sql = `
      select cast(${schema} as binary) as s, cast(${table} as binary) as t, ${part} as p,
             cast(${name} as binary) as n, ${position} as o, ${values.join(', ')}
      from information_schema.${from}
      where ${condition.sql}${where ? ` and ${where}` : ''}`;
    return { sql, values: condition.values };
  });
  return {
    sql: `${branches.map(({ sql }) => sql).join('\n union all')}\n order by s, t, p, n, o`,
    values: branches.flatMap(({ values }) => values),
  };
}

/** The views of MariaDB are of one collation, and the union is quicker without changing it. */
function valueAt(at: number, value: string | undefined, { mariadb }: Flavour): string {
  if (value === undefined) return `null as v${at}`;
  return `${mariadb ? value : `convert(${value} using utf8mb4) collate utf8mb4_bin`} as v${at}`;
}

function sourcesOf({ mariadb, release }: Flavour, depth: IntrospectionScope['depth']): Source[] {
  const own = { schema: 'table_schema', table: 'table_name' };
  const tables: Source = {
    part: PART.table,
    from: 'tables',
    ...own,
    values: [
      'table_type',
      'table_comment',
      'table_rows',
      'data_length + index_length',
      'table_collation',
      'create_options',
      'engine',
    ],
    where: "table_type <> 'SEQUENCE'",
  };
  if (depth !== 'columns') return [tables];
  const expression = !mariadb && release >= 800;
  const kept = mariadb ? release >= IGNORED_INDEXES && 'ignored' : release >= INVISIBLE_INDEXES && 'is_visible';
  const ignored = kept || 'null';
  const sources: Source[] = [
    tables,
    {
      part: PART.column,
      from: 'columns',
      ...own,
      position: 'ordinal_position',
      values: [
        'column_name',
        'column_type',
        'is_nullable',
        'column_default',
        'extra',
        'generation_expression',
        'collation_name',
        'column_comment',
      ],
    },
    {
      part: PART.index,
      from: 'statistics',
      ...own,
      name: 'index_name',
      position: 'seq_in_index',
      values: [
        'column_name',
        'non_unique',
        'index_type',
        'sub_part',
        expression ? 'expression' : 'null',
        'collation',
        ignored,
      ],
    },
    {
      part: PART.foreignKey,
      from: 'key_column_usage',
      ...own,
      name: 'constraint_name',
      position: 'ordinal_position',
      values: ['column_name', 'referenced_table_schema', 'referenced_table_name', 'referenced_column_name'],
      where: 'referenced_table_name is not null',
    },
    {
      part: PART.rules,
      from: 'referential_constraints',
      schema: 'constraint_schema',
      table: 'table_name',
      name: 'constraint_name',
      values: ['update_rule', 'delete_rule', 'match_option'],
    },
    {
      part: PART.trigger,
      from: 'triggers',
      schema: 'event_object_schema',
      table: 'event_object_table',
      name: 'trigger_name',
      values: [],
    },
  ];
  if (mariadb ? release >= 1002 : release >= 800) sources.push(mariadb ? CHECKS_OF_MARIADB : CHECKS_OF_MYSQL);
  return sources;
}

const CHECKS_OF_MARIADB: Source = {
  part: PART.check,
  from: 'check_constraints',
  schema: 'constraint_schema',
  table: 'table_name',
  name: 'constraint_name',
  values: ['check_clause'],
};

/** Its checks do not say whose they are. Here the catalogue is made of real tables, which can be joined. */
const CHECKS_OF_MYSQL: Source = {
  part: PART.check,
  from: `check_constraints c join information_schema.table_constraints k
    on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
    and k.constraint_type = 'CHECK'`,
  schema: 'k.table_schema',
  table: 'k.table_name',
  name: 'c.constraint_name',
  values: ['c.check_clause', 'k.enforced'],
};
