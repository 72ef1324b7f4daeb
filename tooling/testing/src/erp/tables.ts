import { ERP } from './erp-text.ts';

export interface ErpColumn {
  name: string;
  type: string;
  primary: boolean;
  nullable: boolean;
  /** The table that it points at, `schema.table`. */
  target: string | null;
}

export interface ErpTable {
  schema: string;
  name: string;
  columns: ErpColumn[];
}

const COLUMN = /^(?<name>\w+)(?<primary>!)?(?<nullable>\?)?(?:>(?<target>[\w.]+))?(?::(?<type>.+))?$/;
const MODULES = ['sales', 'stock', 'finance', 'people'];

/** The 44 tables of the text. */
export function erpTables(): ErpTable[] {
  const tables = ERP.trim()
    .split('\n')
    .map((line) => {
      const [full = '', columns = ''] = line.split(/: (.*)/);
      const [schema = '', name = ''] = full.split('.');
      return { schema, name, columns: columns.split(/, /).map(columnOf) };
    });
  return tables.map((table) => ({ ...table, columns: table.columns.map((column) => typed(column, tables)) }));
}

/**
 * As many tables as are wanted: the first of the 44, or all of them and branches of the firm, which have their own sales, stock,
 * finance and people, and share the core and some of the head office's tables.
 */
export function manyErpTables(count: number): ErpTable[] {
  const head = erpTables();
  if (count <= head.length) return ofThemselves(head.slice(-count));
  const own = new Set(head.filter(({ schema }) => MODULES.includes(schema)).map(fullName));
  // What the whole firm shares.
  for (const shared of ['people.roles', 'stock.categories', 'stock.brands', 'finance.tax_rates', 'sales.channels'])
    own.delete(shared);
  const all = [...head];
  for (let branch = 1; all.length < count; branch += 1) {
    const rename = (name: string) => (own.has(name) ? name.replace('.', `_${branch}.`) : name);
    const copies = head.filter((table) => own.has(fullName(table))).slice(0, count - all.length);
    for (const { schema, name, columns } of copies) {
      const [place = schema] = rename(`${schema}.${name}`).split('.');
      all.push({
        schema: place,
        name: `${name}_${branch}`,
        columns: columns.map((column) => ({
          ...column,
          target: column.target && withBranch(rename(column.target), branch, own.has(column.target)),
        })),
      });
    }
  }
  return ofThemselves(all);
}

const fullName = ({ schema, name }: ErpTable) => `${schema}.${name}`;
const withBranch = (name: string, branch: number, isOwn: boolean) => (isOwn ? `${name}_${branch}` : name);

/** Without the keys that lead to no table here. */
function ofThemselves(tables: ErpTable[]): ErpTable[] {
  const names = new Set(tables.map(fullName));
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      target: column.target && names.has(column.target) ? column.target : null,
    })),
  }));
}

function columnOf(text: string): ErpColumn {
  const { name = '', primary, nullable, target = null, type = '' } = COLUMN.exec(text)?.groups ?? {};
  if (!name) throw new Error(`This is no column: ${text}`);
  return { name, type, primary: primary !== undefined, nullable: nullable !== undefined, target };
}

/** A key has the type of what it points at, an id is a number, and what says nothing is a text. */
function typed(column: ErpColumn, tables: readonly ErpTable[]): ErpColumn {
  if (column.type) return column;
  const target = tables.find((table) => fullName(table) === column.target);
  const key = target?.columns.find(({ primary }) => primary);
  const type = key ? key.type || 'integer' : column.name === 'id' ? 'integer' : 'varchar(200)';
  return { ...column, type };
}
