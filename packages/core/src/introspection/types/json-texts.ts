import type { Column, TableDefinition } from '@portolan/contract';

const TEXTS = new Set(['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext']);
const CHECKED = /\bjson_valid\s*\(/i;

/**
 * MariaDB keeps JSON in texts, and tells its clients which: a column whose check asks json_valid, and what views take from
 * one or make by functions. The catalogue does not say that of a view: there any text may be, but one of the name and
 * type of a table's own column that is none.
 */
export class JsonTexts {
  readonly #mariadb: boolean;
  readonly #plain = new Set<string>();
  readonly #json = new Set<string>();

  constructor(tables: readonly TableDefinition[]) {
    this.#mariadb = !tables.some(isOfMysql);
    for (const table of tables) {
      if (table.type === 'view') continue;
      for (const column of table.columns) {
        if (isJson(column, table)) this.#json.add(column.name);
        else if (TEXTS.has(column.baseType)) this.#plain.add(traitsOf(column, table));
      }
    }
  }

  has(column: Column, table: TableDefinition): boolean {
    if (column.type === 'json') return true;
    if (!this.#mariadb || !TEXTS.has(column.baseType)) return false;
    if (table.type !== 'view') return isJson(column, table);
    return this.#json.has(column.name) || !this.#plain.has(traitsOf(column, table));
  }
}

/** The other server has a type for JSON, and collations of its own. */
const isOfMysql = ({ collation, columns }: TableDefinition) =>
  collation?.startsWith('utf8mb4_0900_') ||
  columns.some((column) => column.baseType === 'json' || column.collation?.startsWith('utf8mb4_0900_'));

function isJson({ name, type, baseType }: Column, { checks }: TableDefinition): boolean {
  if (type === 'json') return true;
  const quoted = `\`${name.replaceAll('`', '``')}\``;
  const asksOf = ({ expression }: { expression: string }) => CHECKED.test(expression) && expression.includes(quoted);
  return TEXTS.has(baseType) && checks.some(asksOf);
}

const traitsOf = ({ name, nativeType, collation }: Column, table: TableDefinition) =>
  JSON.stringify([name, nativeType, collation ?? table.collation]);
