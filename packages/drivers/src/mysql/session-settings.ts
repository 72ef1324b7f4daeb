import type { Flavour } from './flavour.ts';

/** No limit, as both servers write it. */
const ALL = '18446744073709551615';

/**
 * Everything that would change which rows a catalogue query answers, or how they are written, and that a server may have
 * set otherwise for all who log in. A backslash escapes. Names are sorted whole: rows of one table must follow each
 * other. `max_join_size` turns `sql_big_selects` off and so comes before it.
 */
const SETTINGS: Record<string, string> = {
  sql_mode: "''",
  sql_select_limit: ALL,
  max_join_size: ALL,
  sql_big_selects: '1',
  sql_auto_is_null: '0',
  sql_quote_show_create: '1',
  group_concat_max_len: '1048576',
  max_sort_length: '1024',
  time_zone: "'+00:00'",
  lc_time_names: "'en_US'",
  lc_messages: "'en_US'",
};

/** Keys that MySQL has made by itself are columns as others are. */
const SINCE_MYSQL_8_4: Record<string, string> = { show_gipk_in_create_table_and_information_schema: '1' };

/** One statement. Text is UTF-8 both ways. */
export function sessionSettings({ mariadb, release }: Flavour): string {
  const settings = { ...SETTINGS, ...(!mariadb && release >= 804 ? SINCE_MYSQL_8_4 : {}) };
  const assignments = Object.entries(settings).map(([name, value]) => `session ${name} = ${value}`);
  return `set names utf8mb4, ${assignments.join(', ')}`;
}
