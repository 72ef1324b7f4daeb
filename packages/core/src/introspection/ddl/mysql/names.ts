import { isOneExpression } from '../is-one-expression.ts';

export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
export const list = (names: readonly string[]): string => names.map(quoted).join(', ');

/** By the usual sql_mode, where a backslash begins an escape. */
export const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

export const place = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`;

/** An expression or a type as the catalogue prints it, or null where it cannot be one. */
export const printedBy = (text: string | null): string | null =>
  text !== null && isOneExpression(text, { backslashes: true }) ? text : null;
