const SET = /^\s*SET\s+(TRANSACTION\s+ISOLATION\s+LEVEL|\w+)\s+([^;\r\n]+?)\s*;?\s*$/gim;

/** What a batch sets for its session, one `SET` a line: values by name, both in capitals. */
export function settingsIn(sql: string): Record<string, string> {
  const found = Array.from(sql.matchAll(SET), ([, name = '', value = '']) => [
    name.replaceAll(/\s+/g, ' ').toUpperCase(),
    value.toUpperCase(),
  ]);
  return Object.fromEntries(found);
}
