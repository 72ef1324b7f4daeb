import { PLAIN_COLUMN, PLAIN_FOREIGN_KEY, PLAIN_KEY, PLAIN_TABLE, type TableDefinition } from '@portolan/contract';
import type { ErpColumn, ErpTable } from './tables.ts';

/** The tables as a snapshot would tell them, as far as a diagram looks at them. */
export function erpDefinitions(tables: readonly ErpTable[]): TableDefinition[] {
  const keys = new Map(tables.map((table) => [`${table.schema}.${table.name}`, keyOf(table)]));
  return tables.map((table) => ({
    ...PLAIN_TABLE,
    schema: table.schema,
    name: table.name,
    type: 'table',
    kind: 'table',
    comment: null,
    columns: table.columns.map(columnOf),
    primaryKey: { ...PLAIN_KEY, name: `${table.name}_pkey`, columns: keyOf(table) },
    uniques: [],
    checks: [],
    indexes: [],
    foreignKeys: table.columns.flatMap(({ name, target }) => {
      if (!target) return [];
      const [schema = '', to = ''] = target.split('.');
      const columns = keys.get(target)?.slice(0, 1) ?? [];
      const references = { schema, table: to, columns };
      return [
        {
          ...PLAIN_FOREIGN_KEY,
          name: `${table.name}_${name}_fkey`,
          columns: [name],
          references,
          onUpdate: 'NO ACTION',
          onDelete: 'NO ACTION',
        },
      ];
    }),
  }));
}

const keyOf = ({ columns }: ErpTable) => columns.filter(({ primary }) => primary).map(({ name }) => name);

function columnOf({ name, type, nullable }: ErpColumn, index: number): TableDefinition['columns'][number] {
  return {
    ...PLAIN_COLUMN,
    baseType: type,
    name,
    position: index + 1,
    nativeType: type,
    type: 'string',
    length: null,
    precision: null,
    scale: null,
    nullable,
    default: null,
    generated: null,
    collation: null,
    comment: null,
  };
}
