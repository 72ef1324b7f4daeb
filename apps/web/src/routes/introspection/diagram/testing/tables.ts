import {
  type ForeignKey,
  PLAIN_COLUMN,
  PLAIN_FOREIGN_KEY,
  PLAIN_KEY,
  PLAIN_TABLE,
  type TableDefinition,
} from '@portolan/contract';

/** Of the name; a question mark at its end lets it be null. */
const columnOf = (text: string, index: number): TableDefinition['columns'][number] => ({
  ...PLAIN_COLUMN,
  baseType: 'int4',
  name: text.replace(/\?$/, ''),
  position: index + 1,
  nativeType: 'integer',
  type: 'integer',
  length: null,
  precision: null,
  scale: null,
  nullable: text.endsWith('?'),
  default: null,
  generated: null,
  collation: null,
  comment: null,
});

/** A table of the schema `shop`, whose key is its `id`. */
export const tableOf = (name: string, columns: string[], patch: Partial<TableDefinition> = {}): TableDefinition => ({
  ...PLAIN_TABLE,
  schema: 'shop',
  name,
  type: 'table',
  kind: 'table',
  comment: null,
  columns: columns.map(columnOf),
  primaryKey: { ...PLAIN_KEY, name: `${name}_pkey`, columns: ['id'] },
  foreignKeys: [],
  uniques: [],
  checks: [],
  indexes: [],
  ...patch,
});

export const keyTo = (name: string, columns: string[], table: string, targets = ['id']): ForeignKey => ({
  ...PLAIN_FOREIGN_KEY,
  name,
  columns,
  references: { schema: 'shop', table, columns: targets },
  onUpdate: 'NO ACTION',
  onDelete: 'NO ACTION',
});

export const users = tableOf('users', ['id', 'boss_id?'], { foreignKeys: [keyTo('boss', ['boss_id'], 'users')] });
export const orders = tableOf('orders', ['id', 'buyer_id', 'seller_id?'], {
  foreignKeys: [keyTo('buyer', ['buyer_id'], 'users'), keyTo('seller', ['seller_id'], 'users')],
});
export const profiles = tableOf('profiles', ['id'], {
  foreignKeys: [keyTo('whose', ['id'], 'users'), keyTo('away', ['id'], 'elsewhere')],
});
