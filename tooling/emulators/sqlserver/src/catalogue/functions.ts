import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { LoginDefinition } from '../login-definition.ts';
import type { DatabaseDefinition } from './definition.ts';
import { DEFAULT_COLLATION } from './filler.ts';

const PROPERTIES: Record<string, string | number> = {
  productversion: '16.0.4135.4',
  productmajorversion: '16',
  productlevel: 'RTM',
  edition: 'Developer Edition (64-bit)',
  engineedition: 3,
};

/** As a method, so that each function may name the types that it is called with. */
type Work = { of(...values: SQLOutputValue[]): string | number | null }['of'];

/** The functions that catalogue queries call. */
export function addFunctions(db: DatabaseSync, definition: DatabaseDefinition, login: LoginDefinition): void {
  const { access = () => 'readable', sysadmin = false } = login;
  const collation = definition.collation ?? DEFAULT_COLLATION;
  const properties: Record<string, string | number> = { ...PROPERTIES, collation };
  const add = (name: string, work: Work) => db.function(name, { varargs: true, deterministic: false }, work);
  add('SERVERPROPERTY', (name: string) => properties[name.toLowerCase()] ?? null);
  add('DATABASEPROPERTYEX', (_: string, name: string) => (name.toLowerCase() === 'collation' ? collation : null));
  add('DB_NAME', () => definition.name);
  add('SCHEMA_NAME', () => 'dbo');
  add('SUSER_SNAME', () => login.name);
  add('HAS_DBACCESS', () => 1);
  add('IS_SRVROLEMEMBER', (role: string) => Number(sysadmin && role === 'sysadmin'));
  add('IS_MEMBER', (role: string) => Number(sysadmin && role === 'db_owner'));
  add('IS_ROLEMEMBER', (role: string) => Number(sysadmin && role === 'db_owner'));
  add('QUOTENAME', (name: string) => `[${name.replaceAll(']', ']]')}]`);
  add('HAS_PERMS_BY_NAME', (object: string | null, kind: string | null) => {
    if (object === null || kind === null) return 1;
    const [schema, table] = partsOf(object);
    return Number(access(schema ?? '', table ?? '') === 'readable');
  });
}

/** `[a]]b].[c]` is `a]b` and `c`. */
function partsOf(name: string): string[] {
  return (name.match(/\[(?:[^\]]|\]\])*\]/g) ?? []).map((part) => part.slice(1, -1).replaceAll(']]', ']'));
}
