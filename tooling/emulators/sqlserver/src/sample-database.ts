import type { DatabaseDefinition } from './catalogue/definition.ts';

/** A small shop: customers, their orders, and a view of the big ones. */
export function sampleDatabase(): DatabaseDefinition {
  return {
    name: 'shop',
    others: ['archive'],
    schemas: ['sales'],
    tables: [
      {
        schema: 'dbo',
        name: 'customers',
        comment: 'People who buy',
        rows: 42,
        pages: 9,
        columns: [
          { name: 'id', type: 'int', identity: true },
          { name: 'email', type: 'nvarchar(80)', comment: 'Where to write to' },
        ],
        primaryKey: { name: 'PK_customers', columns: ['id'] },
        uniques: [{ name: 'UQ_customers_email', columns: ['email'] }],
      },
      {
        schema: 'dbo',
        name: 'orders',
        rows: 7,
        pages: 3,
        columns: [
          { name: 'id', type: 'int' },
          { name: 'customer_id', type: 'int' },
          { name: 'total', type: 'decimal(10,2)', default: '((0))' },
          { name: 'placed_at', type: 'datetime2(3)', nullable: true },
          { name: 'note', type: 'nvarchar(max)', nullable: true },
        ],
        primaryKey: { name: 'PK_orders', columns: ['id'] },
        foreignKeys: [
          {
            name: 'FK_orders_customers',
            columns: ['customer_id'],
            references: { schema: 'dbo', table: 'customers', columns: ['id'] },
            onDelete: 'CASCADE',
          },
        ],
        checks: [{ name: 'CK_orders_total', definition: '([total]>=(0))' }],
        indexes: [{ name: 'IX_orders_customer', columns: ['customer_id'] }],
      },
      {
        schema: 'dbo',
        name: 'big_orders',
        kind: 'view',
        columns: [
          { name: 'id', type: 'int' },
          { name: 'customer_id', type: 'int' },
          { name: 'total', type: 'decimal(10,2)' },
        ],
      },
    ],
  };
}
