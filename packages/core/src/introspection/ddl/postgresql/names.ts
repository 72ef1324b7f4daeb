import { isOneExpression } from '../is-one-expression.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/** By the standard: a backslash is a backslash. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const place = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`;

/** A collation that comes with the server; any other is somebody's own, and may not be there. */
export const isUsual = (collation: string): boolean =>
  /^(?:C|POSIX|default|ucs_basic|unicode|pg_\w+|.*-x-icu|[a-z]{2,3}_[A-Z]{2}(?:[.@].*)?|C\.\w+)$/.test(collation);

/** An expression or a type as the catalogue prints it, or null where it cannot be one. */
export const printedBy = (text: string | null): string | null =>
  text !== null && isOneExpression(text, { backslashes: false }) ? text : null;
