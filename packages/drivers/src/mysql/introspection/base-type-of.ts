/** The data type of a column type as the catalogue writes it, without sizes: `bigint unsigned`, `enum`. */
export function baseTypeOf(columnType: string): string {
  const [, name = columnType, unsigned = ''] = /^(\w+)(?:\([\d,]+\))?( unsigned)?/.exec(columnType) ?? [];
  return name + unsigned;
}
