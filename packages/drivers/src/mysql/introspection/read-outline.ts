import type { IntrospectionOutline, IntrospectionScope } from '../../driver.ts';
import { type Cell, type Session, strangeAnswer } from '../session.ts';
import { scopeCondition } from './scope-condition.ts';
import { isSystemSchema } from './system-schemas.ts';

/** All schemas the login can see, and how many tables and views are in scope. A server has no catalogs beside it. */
export async function readOutline(session: Session, scope: IntrospectionScope): Promise<IntrospectionOutline> {
  const { defaultSchema } = session;
  const condition = scopeCondition(scope, defaultSchema, 'table_schema', 'table_name');
  const rows = await session.query(
    `select cast(schema_name as binary), null from information_schema.schemata
     union all
     select null, count(*) from information_schema.tables where ${condition.sql} and table_type <> 'SEQUENCE'`,
    condition.values,
  );
  const names = rows.flatMap(([name]) => (name === null ? [] : [nameIn(name)])).sort(byCodeUnit);
  const total = Number(rows.find(([name]) => name === null)?.[1]);
  if (!Number.isInteger(total)) throw strangeAnswer();
  const schemas = names.map((name) => ({ name, isDefault: name === defaultSchema, isSystem: isSystemSchema(name) }));
  return {
    kind: 'outline',
    catalogs: [],
    schemas: [...schemas.filter((one) => !one.isSystem), ...schemas.filter((one) => one.isSystem)],
    tablesTotal: total,
  };
}

/** Names are read as bytes, so that every server sorts and compares them alike. */
export function nameIn(cell: Cell | undefined): string {
  if (!Buffer.isBuffer(cell)) throw strangeAnswer();
  return cell.toString('utf8');
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : 1);
