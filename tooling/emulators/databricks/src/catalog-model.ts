/** A catalog as a test describes it. */
export interface CatalogModel {
  name: string;
  /** Without an information_schema, as `hive_metastore` is. */
  legacy?: boolean;
  schemas: SchemaModel[];
}

export interface SchemaModel {
  name: string;
  tables: TableModel[];
}

export interface TableModel {
  name: string;
  /** As in information_schema.tables, `MANAGED` by default. */
  type?: string;
  comment?: string;
  columns: ColumnModel[];
  keys?: KeyModel[];
}

export interface ColumnModel {
  name: string;
  /** As in a DDL statement: `DECIMAL(10,2)`. */
  type: string;
  nullable?: boolean;
  default?: string;
  comment?: string;
  identity?: 'ALWAYS' | 'BY DEFAULT';
}

export type KeyModel =
  | { name: string; type: 'PRIMARY KEY'; columns: string[] }
  | { name: string; type: 'FOREIGN KEY'; columns: string[]; references: KeyReference; onDelete?: string };

/** The primary key that a foreign key points to. */
export interface KeyReference {
  schema: string;
  key: string;
}
