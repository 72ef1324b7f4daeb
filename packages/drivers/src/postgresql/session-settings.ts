/**
 * Everything that would change what a catalogue query answers, or how the server writes it, and that a login, a database
 * or a server may have set otherwise. Names then mean pg_catalog's objects, whatever a user has put into other schemas.
 * `extra_float_digits`, the styles and `lc_monetary` decide how constants inside of default expressions are written.
 */
const SETTINGS: Record<string, string> = {
  search_path: 'pg_catalog, pg_temp',
  TimeZone: "'UTC'",
  DateStyle: "'ISO, MDY'",
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  xmlbinary: 'base64',
  xmloption: 'content',
  lc_monetary: "'C'",
  lc_numeric: "'C'",
  lc_time: "'C'",
  standard_conforming_strings: 'on',
  quote_all_identifiers: 'off',
  transform_null_equals: 'off',
  default_text_search_config: "'pg_catalog.simple'",
};

/**
 * How the planner is to go about it: merge joins would read all of pg_type for each table, and what is read in parallel
 * is not streamed.
 */
const PLANNING: Record<string, string> = {
  jit: 'off',
  cursor_tuple_fraction: '1',
  enable_mergejoin: 'off',
};

/** Local to the transaction: a pooler in between hands nothing of it to others. */
export const SESSION_SETTINGS = Object.entries({ ...SETTINGS, ...PLANNING })
  .map(([name, value]) => `set local ${name} = ${value};`)
  .join('\n');

/**
 * A database without an encoding holds any bytes: asked for UTF-8 the server refuses a whole answer for one of them, so
 * they come as they are.
 */
export const SET_ENCODING = `
  select pg_catalog.set_config('client_encoding',
    case when pg_catalog.current_setting('server_encoding') operator(pg_catalog.=) 'SQL_ASCII' then 'SQL_ASCII'
      else 'UTF8' end, true);`;
