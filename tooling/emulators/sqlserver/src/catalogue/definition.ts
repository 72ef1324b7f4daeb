/** A column; `type` as T-SQL writes it, `nvarchar(80)`, or a type of `types` by its name, `dbo.email`. */
export interface ColumnDefinition {
  name: string;
  type: string;
  nullable?: boolean;
  /** As the catalogue keeps it, `((0))`. */
  default?: string;
  identity?: boolean;
  computed?: { definition: string; persisted?: boolean };
  /** Of the period of a versioned table. */
  period?: 'start' | 'end';
  hidden?: boolean;
  collation?: string;
  comment?: string;
}

export interface KeyDefinition {
  name: string;
  columns: string[];
  clustered?: boolean;
}

export interface ForeignKeyDefinition {
  name: string;
  columns: string[];
  references: { schema: string; table: string; columns: string[] };
  /** `CASCADE`, `SET_NULL`, `SET_DEFAULT`; `NO_ACTION` by default. */
  onDelete?: string;
  onUpdate?: string;
  /** Not held any more. */
  disabled?: boolean;
  /** Never held against all rows. */
  untrusted?: boolean;
}

export interface IndexDefinition {
  name: string;
  columns: string[];
  include?: string[];
  unique?: boolean;
  /** `NONCLUSTERED` by default. */
  type?: string;
  filter?: string;
  /** Of `columns`, those that are sorted downwards. */
  descending?: string[];
  disabled?: boolean;
}

export interface TableDefinition {
  schema: string;
  name: string;
  kind?: 'table' | 'view' | 'indexed view' | 'system-versioned' | 'history' | 'external' | 'memory-optimized';
  columns: ColumnDefinition[];
  primaryKey?: KeyDefinition;
  uniques?: KeyDefinition[];
  foreignKeys?: ForeignKeyDefinition[];
  checks?: { name: string; definition: string; disabled?: boolean; untrusted?: boolean }[];
  triggers?: string[];
  indexes?: IndexDefinition[];
  comment?: string;
  rows?: number;
  /** Pages of 8 KiB, all indexes together. */
  pages?: number;
}

/** The truth that the emulator is given and introspection must find again. */
export interface DatabaseDefinition {
  name: string;
  collation?: string;
  /** Other databases of the server. */
  others?: string[];
  /** Beyond dbo, guest, sys, INFORMATION_SCHEMA, the fixed roles' own and those of the tables. */
  schemas?: string[];
  /** Alias types: `{ schema: 'dbo', name: 'email', base: 'nvarchar(120)' }`. */
  types?: { schema: string; name: string; base: string }[];
  tables: TableDefinition[];
}
