import { type Column, PLAIN_COLUMN, PLAIN_TABLE, type TableDefinition } from '@portolan/contract';

/** A column of text that must be there, but for what is told. */
export function columnOf(name: string, over: Partial<Column> = {}): Column {
  return {
    ...PLAIN_COLUMN,
    name,
    position: 1,
    nativeType: 'text',
    baseType: 'text',
    type: 'string',
    length: null,
    precision: null,
    scale: null,
    nullable: false,
    default: null,
    generated: null,
    collation: null,
    comment: null,
    ...over,
  };
}

/** A table of a schema named public, but for what is told. */
export function tableOf(name: string, columns: Column[], over: Partial<TableDefinition> = {}): TableDefinition {
  return {
    ...PLAIN_TABLE,
    schema: 'public',
    name,
    type: 'table',
    kind: 'table',
    comment: null,
    columns,
    primaryKey: null,
    foreignKeys: [],
    uniques: [],
    checks: [],
    indexes: [],
    ...over,
  };
}
