/**
 * Everything that would change which rows a statement answers, which object a name means, or how a value is written, and
 * that an account or a user may have set otherwise. They go with each statement.
 */
export const SESSION_SETTINGS = {
  ROWS_PER_RESULTSET: 0,
  QUOTED_IDENTIFIERS_IGNORE_CASE: false,
  TIMEZONE: 'UTC',
  TIMESTAMP_TYPE_MAPPING: 'TIMESTAMP_NTZ',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  BINARY_OUTPUT_FORMAT: 'HEX',
} as const;
