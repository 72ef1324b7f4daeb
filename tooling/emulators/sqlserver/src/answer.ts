import type { ResultSet } from './protocol/rows.ts';
import type { ServerError } from './protocol/tokens.ts';

/**
 * What a statement is answered with, in order; `raw` bytes go out as they are, without packets around them, and with `end`
 * the connection ends with them.
 */
export type Answer = ResultSet | { error: ServerError } | { info: ServerError } | { raw: Buffer; end?: boolean };
