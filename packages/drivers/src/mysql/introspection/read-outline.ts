import type { IntrospectionScope } from '../../driver.ts';
import type { PlainOutline } from '../../introspection/whole-reading.ts';
import { type Cell, type Session, strangeAnswer } from '../session.ts';
import { scopeCondition } from './scope-condition.ts';
import { isSystemSchema } from './system-schemas.ts';

/** Columns of a sequence, which the catalogue of MariaDB lists as it lists those of tables. */
const OF_A_SEQUENCE = 8;

/** What a row counts. */
const COUNT = { tables: 1, sequences: 2, columns: 3 } as const;

/** All schemas the login can see, and how many tables and views are in scope. A server has no catalogs beside it. */
export async function readOutline(session: Session, scope: IntrospectionScope): Promise<PlainOutline> {
  const { defaultSchema } = session;
  const { sql, values } = scopeCondition(scope, defaultSchema, 'table_schema', 'table_name');
  const deep = scope.depth === 'columns';
  const rows = await session.query(
    `select cast(schema_name as binary), null, null from information_schema.schemata
     union all
     select null, if(table_type = 'SEQUENCE', ${COUNT.sequences}, ${COUNT.tables}) as what, count(*)
     from information_schema.tables where ${sql} group by what
     ${deep ? `union all select null, ${COUNT.columns}, count(*) from information_schema.columns where ${sql}` : ''}`,
    deep ? [...values, ...values] : values,
  );
  const numberOf = (wanted: number) => {
    const number = Number(rows.find(([name, what]) => name === null && Number(what) === wanted)?.[2] ?? 0);
    if (!Number.isSafeInteger(number)) throw strangeAnswer();
    return number;
  };
  const names = rows.flatMap(([name]) => (name === null ? [] : [nameIn(name)])).sort(byCodeUnit);
  const schemas = names.map((name) => ({ name, isDefault: name === defaultSchema, isSystem: isSystemSchema(name) }));
  return {
    catalogs: [],
    schemas: [...schemas.filter((one) => !one.isSystem), ...schemas.filter((one) => one.isSystem)],
    tablesTotal: numberOf(COUNT.tables),
    columnsTotal: deep ? numberOf(COUNT.columns) - numberOf(COUNT.sequences) * OF_A_SEQUENCE : null,
  };
}

/** Names are read as bytes, so that every server sorts and compares them alike. */
export function nameIn(cell: Cell | undefined): string {
  if (!Buffer.isBuffer(cell)) throw strangeAnswer();
  return cell.toString('utf8');
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : 1);
