/**
 * What SQLite does not read as T-SQL does. Deliberately little: a query that needs more than this fails, and the reader
 * of the README knows why. Literals are kept as they are.
 */
const RULES: [RegExp, string][] = [
  [/\bISNULL\s*\(/gi, 'IFNULL('],
  // A binary collation, and the databases are kept in UTF-16: the order of code units.
  [/\bCOLLATE\s+\w+_BIN2?\b/gi, 'COLLATE BINARY'],
  [/\bCOLLATE\s+(DATABASE_DEFAULT|CATALOG_DEFAULT)\b/gi, ''],
  [/\bCOUNT_BIG\s*\(/gi, 'COUNT('],
  [/\bWITH\s*\(NOLOCK\)/gi, ''],
  // SQLite takes a number for the size of a type, and `max` for a name.
  [/\((max)\)/gi, ''],
  [/@@SPID\b/gi, '57'],
  [/@@SERVERNAME\b/gi, "'EMULATOR'"],
  [/\bOPTION\s*\([^()]*\)\s*$/i, ''],
  [/^SELECT\s+TOP\s*\(?(\d+|@\w+)\)?\s+([\s\S]*)$/i, 'SELECT $2 LIMIT $1'],
];
/** `N'...'`, `'...'` with doubled quotes, or anything else. */
const PARTS = /N?'(?:[^']|'')*'|[^'N]+|N/g;

export function translate(sql: string): string {
  const literals: string[] = [];
  const bare = (sql.match(PARTS) ?? []).map((part) => {
    if (!/^N?'/.test(part)) return part;
    literals.push(part.replace(/^N/, ''));
    return `'${literals.length - 1}'`;
  });
  const ruled = RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), bare.join('').trim());
  return ruled.replace(/'(\d+)'/g, (_, index) => literals[Number(index)] ?? "''");
}
