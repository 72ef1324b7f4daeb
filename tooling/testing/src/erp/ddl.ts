import type { ErpTable } from './tables.ts';

/** The statements that make the tables in PostgreSQL, in the schemas of their names; keys come last, as they go in circles. */
export function erpDdl(tables: readonly ErpTable[]): string {
  const schemas = [...new Set(tables.map(({ schema }) => schema))].map((name) => `create schema ${name};`);
  const made = tables.map(({ schema, name, columns }) => {
    const lines = columns.map((column) => `${column.name} ${column.type}${column.nullable ? '' : ' not null'}`);
    const key = columns.filter(({ primary }) => primary).map((column) => column.name);
    return `create table ${schema}.${name} (${[...lines, `primary key (${key.join(', ')})`].join(', ')});`;
  });
  const keys = tables.flatMap(({ schema, name, columns }) =>
    columns.flatMap((column) =>
      column.target
        ? [`alter table ${schema}.${name} add foreign key (${column.name}) references ${column.target};`]
        : [],
    ),
  );
  return [...schemas, ...made, ...keys].join('\n');
}
