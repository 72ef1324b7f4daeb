import { isSystemSchema } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';
import type { PlainOutline } from '../../introspection/whole-reading.ts';
import { type Cell, type Session, strangeAnswer } from '../session.ts';
import { scopeCondition } from './scope-condition.ts';

/** Columns of a sequence, which the catalogue of MariaDB lists as it lists those of tables. */
const OF_A_SEQUENCE = 8;

/** All schemas the login can see, and how many tables and views are in scope. A server has no catalogs beside it. */
export async function readOutline(session: Session, scope: IntrospectionScope): Promise<PlainOutline> {
  const { defaultSchema } = session;
  const { sql, values } = scopeCondition(scope, defaultSchema, 'table_schema', 'table_name');
  const deep = scope.depth === 'columns';
  const rows = await session.query(
    `select cast(schema_name as binary), null, null, null from information_schema.schemata
     union all
     select null, coalesce(sum(table_type <> 'SEQUENCE'), 0), coalesce(sum(table_type = 'SEQUENCE'), 0), null
     from information_schema.tables where ${sql}
     ${deep ? `union all select null, null, null, count(*) from information_schema.columns where ${sql}` : ''}`,
    deep ? [...values, ...values] : values,
  );
  const countIn = (cell: number): number => {
    const found = rows.map((row) => row[cell]).find((value) => value !== null);
    const number = Number(found);
    if (found === undefined || !Number.isSafeInteger(number)) throw strangeAnswer();
    return number;
  };
  const names = rows.flatMap(([name]) => (name === null ? [] : [nameIn(name)])).sort(byCodeUnit);
  const schemas = names.map((name) => ({
    name,
    isDefault: name === defaultSchema,
    isSystem: isSystemSchema('mysql', name),
  }));
  return {
    catalogs: [],
    schemas: [...schemas.filter((one) => !one.isSystem), ...schemas.filter((one) => one.isSystem)],
    tablesTotal: countIn(1),
    columnsTotal: deep ? countIn(3) - countIn(2) * OF_A_SEQUENCE : null,
  };
}

/** Names are read as bytes, so that every server sorts and compares them alike. */
export function nameIn(cell: Cell | undefined): string {
  if (!Buffer.isBuffer(cell)) throw strangeAnswer();
  return cell.toString('utf8');
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : 1);
