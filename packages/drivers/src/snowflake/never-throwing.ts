import type Snowflake from 'snowflake-sdk';

/** How the library's columns read a row, which its types leave out. */
type Convert = (row: unknown) => unknown;

/**
 * A statement whose values are undefined where they cannot be converted. The library converts them between two events,
 * where a throw would end the process and with it the calls of others.
 */
export function neverThrowing(statement: Snowflake.RowStatement): Snowflake.RowStatement {
  for (const column of statement.getColumns() ?? []) {
    const inner = column as unknown as { _getRowValue: Convert; _getRowValueAsString: Convert };
    const [value, text] = [inner._getRowValue, inner._getRowValueAsString];
    inner._getRowValue = guarded((row) => value.call(inner, row));
    inner._getRowValueAsString = guarded((row) => text.call(inner, row));
  }
  return statement;
}

function guarded(convert: Convert): Convert {
  return (row) => {
    try {
      return convert(row);
    } catch {
      return undefined;
    }
  };
}
