/** A database as a test describes it; names as Snowflake keeps them. */
export interface DatabaseModel {
  name: string;
  schemas: SchemaModel[];
}

export interface SchemaModel {
  name: string;
  tables: TableModel[];
}

export interface TableModel {
  name: string;
  /** As in INFORMATION_SCHEMA.TABLES, `BASE TABLE` by default. */
  type?: string;
  comment?: string;
  rows?: number;
  bytes?: number;
  columns: ColumnModel[];
  keys?: KeyModel[];
}

export interface ColumnModel {
  name: string;
  /** As in INFORMATION_SCHEMA.COLUMNS: `NUMBER`, `TEXT`, `TIMESTAMP_NTZ`. */
  type: string;
  length?: number;
  precision?: number;
  scale?: number;
  nullable?: boolean;
  default?: string;
  comment?: string;
  identity?: boolean;
}

export interface KeyModel {
  name: string;
  type: 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY';
  columns: string[];
  references?: { schema: string; table: string; columns: string[] };
  onDelete?: string;
}
