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
  const patterns = grants.schemas.map(likePattern);
  let readable = 0;
  for (const [schema, count] of counts) {
    const whole = grants.readsAll || patterns.some((pattern) => pattern.test(schema));
    readable += whole ? count : Math.min(count, grants.tables.filter(([of]) => of === schema).length);
  }
  return readable;
}

const unquoted = (name: string) => name.slice(1, -1).replaceAll('``', '`');

/** `_` and `%` are wildcards in the schema of a grant, unless a backslash stands before them. */
function likePattern(like: string): RegExp {
  const source = like.replace(/\\?[\s\S]/g, (sign) => {
    if (sign === '_') return '[\\s\\S]';
    if (sign === '%') return '[\\s\\S]*?';
    const plain = sign.length === 2 && /[_%\\]/.test(sign[1] ?? '') ? sign.slice(1) : sign;
    return plain.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source}$`);
}
