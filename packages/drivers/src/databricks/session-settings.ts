/**
 * What a session may set that changes how values are read and written, or which answer is given, and that a warehouse or a
 * user may have set otherwise. A session has no limit of rows. An answer from the cache may be older than the catalogue.
 */
export const SESSION_SETTINGS: Record<string, string> = {
  ANSI_MODE: 'true',
  TIMEZONE: 'UTC',
  LEGACY_TIME_PARSER_POLICY: 'EXCEPTION',
  USE_CACHED_RESULT: 'false',
};
