import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CatalogModel, ColumnModel, KeyModel, SchemaModel, TableModel } from './catalog-model.ts';
import { INFORMATION_SCHEMA } from './catalogue-ddl.ts';

/** Name of the attached database that holds a catalog's information_schema. */
export const attachedName = (catalog: string) => `catalog:${catalog}`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

type Row = Record<string, SQLInputValue>;

/** Attaches a catalog with its information_schema. */
export function fillCatalogue(db: DatabaseSync, catalog: CatalogModel): void {
  const place = quoted(attachedName(catalog.name));
  db.exec(`attach ':memory:' as ${place}`);
  for (const [view, columns] of Object.entries(INFORMATION_SCHEMA))
    db.exec(`create table ${place}.${view} (${columns})`);
  const insert = inserter(db, place);
  db.exec('begin');
  insert('schemata', { catalog_name: catalog.name, schema_name: 'information_schema' });
  for (const schema of catalog.schemas) {
    insert('schemata', { catalog_name: catalog.name, schema_name: schema.name });
    for (const table of schema.tables) fillTable(insert, catalog, schema, table);
  }
  db.exec('commit');
}

type Insert = (view: string, row: Row) => void;

function inserter(db: DatabaseSync, place: string): Insert {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  return (view, row) => {
    const names = Object.keys(row);
    const sql = `insert into ${place}.${view} (${names}) values (${names.map((name) => `:${name}`)})`;
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    statement.run(row);
  };
}

function fillTable(insert: Insert, catalog: CatalogModel, schema: SchemaModel, table: TableModel): void {
  const place = { table_catalog: catalog.name, table_schema: schema.name, table_name: table.name };
  insert('tables', { ...place, table_type: table.type ?? 'MANAGED', comment: table.comment ?? null });
  for (const [index, column] of table.columns.entries()) insert('columns', { ...place, ...columnRow(column, index) });
  for (const key of table.keys ?? []) fillKey(insert, place, key);
}

function columnRow({ name, type, nullable = true, ...rest }: ColumnModel, index: number): Row {
  const base = type.split(/[(<]/)[0] ?? type;
  const [precision, scale] = base === 'DECIMAL' ? (type.match(/\d+/g) ?? ['10', '0']).map(Number) : [];
  const length = /^(?:VAR)?CHAR$/.test(base) ? Number(type.match(/\d+/)?.[0]) : null;
  return {
    column_name: name,
    // Counted from 0, as the service does whatever its documentation says.
    ordinal_position: index,
    column_default: rest.default ?? null,
    is_nullable: nullable ? 'YES' : 'NO',
    full_data_type: type.toLowerCase(),
    data_type: base,
    character_maximum_length: length,
    numeric_precision: precision ?? null,
    numeric_scale: scale ?? null,
    is_identity: rest.identity ? 'YES' : 'NO',
    identity_generation: rest.identity ?? null,
    is_generated: 'NO',
    comment: rest.comment ?? null,
  };
}

function fillKey(insert: Insert, place: Row, key: KeyModel): void {
  const { table_catalog = null, table_schema = null } = place;
  const constraint = {
    constraint_catalog: table_catalog,
    constraint_schema: table_schema,
    constraint_name: key.name,
  };
  insert('table_constraints', { ...constraint, ...place, constraint_type: key.type, enforced: 'NO' });
  for (const [index, column] of key.columns.entries()) {
    insert('key_column_usage', {
      ...constraint,
      ...place,
      column_name: column,
      ordinal_position: index + 1,
      position_in_unique_constraint: key.type === 'FOREIGN KEY' ? index + 1 : null,
    });
  }
  if (key.type !== 'FOREIGN KEY') return;
  insert('referential_constraints', {
    ...constraint,
    unique_constraint_catalog: table_catalog,
    unique_constraint_schema: key.references.schema,
    unique_constraint_name: key.references.key,
    match_option: 'NONE',
    update_rule: 'NO ACTION',
    delete_rule: key.onDelete ?? 'NO ACTION',
  });
}
