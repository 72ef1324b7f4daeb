/** What the catalogue says of a column's default, in the words of either product. */
export interface DefaultFacts {
  mariadb: boolean;
  columnType: string;
  value: string | null;
  extra: string;
}

const NUMERIC = /^(?:tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)\b/;
const BINARY = /^(?:var)?binary\b/;
const POINT_IN_TIME = /^(?:datetime|timestamp)\b/;

/**
 * A default as an SQL expression. MariaDB writes one, and `NULL` where there is none to speak of; MySQL writes the bare
 * value of a constant, and marks what is an expression.
 */
export function columnDefault({ mariadb, columnType, value, extra }: DefaultFacts): string | null {
  if (value === null) return null;
  if (mariadb) return value === 'NULL' ? null : value;
  if (/\bDEFAULT_GENERATED\b/.test(extra)) return plainQuotes(value);
  const bare =
    NUMERIC.test(columnType) ||
    (BINARY.test(columnType) && value.startsWith('0x')) ||
    (POINT_IN_TIME.test(columnType) && /^CURRENT_TIMESTAMP\b/i.test(value));
  return bare ? value : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** MySQL stores expressions with a backslash before each quote. */
export function plainQuotes(expression: string): string {
  return expression.replaceAll("\\'", "'");
}
