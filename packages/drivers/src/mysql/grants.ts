import { likeMatches } from './like-matches.ts';

/** What `show grants` tells of a login. */
export interface Grants {
  /** May do everything, or get itself there. */
  superuser: boolean;
  /** Whether every table may be read. */
  readsAll: boolean;
  /** Schemas whose tables may all be read, as LIKE patterns. */
  schemas: string[];
  /** Single tables that may be read, in whole or in part: schema and table. */
  tables: [schema: string, table: string][];
  /** Whether there are roles, whose grants are not told here. */
  roles: boolean;
}

const GRANT = /^GRANT (.+) ON (\*|`(?:[^`]|``)*`)\.(\*|`(?:[^`]|``)*`) TO /s;
const READS = /(?:^|, )(?:ALL PRIVILEGES|SELECT)(?:$|,| \()/;
const RULES = /(?:^|, )(?:ALL PRIVILEGES|SUPER)(?:$|,)/;

/** Reads the lines of `show grants`, which are in English whatever the server's language. */
export function grantsIn(lines: readonly string[]): Grants {
  const grants: Grants = { superuser: false, readsAll: false, schemas: [], tables: [], roles: false };
  for (const line of lines) {
    const [, privileges = '', schema = '', table = ''] = GRANT.exec(line) ?? [];
    if (schema === '') {
      if (/^GRANT (?!PROXY )[`'"]/.test(line)) grants.roles = true;
      continue;
    }
    if (schema === '*' && RULES.test(privileges)) grants.superuser = true;
    if (!READS.test(privileges)) continue;
    if (schema === '*') grants.readsAll = true;
    else if (table === '*') grants.schemas.push(unquoted(schema));
    else grants.tables.push([unquoted(schema), unquoted(table)]);
  }
  return grants;
}

/** How many of the visible tables a login may read; `counts` holds their number in each schema. */
export function readableTables(grants: Grants, counts: ReadonlyMap<string, number>): number {
  let readable = 0;
  for (const [schema, count] of counts) {
    const whole = grants.readsAll || grants.schemas.some((pattern) => likeMatches(pattern, schema));
    readable += whole ? count : Math.min(count, grants.tables.filter(([of]) => of === schema).length);
  }
  return readable;
}

const unquoted = (name: string) => name.slice(1, -1).replaceAll('``', '`');
