import type { CatalogModel } from './catalog-model.ts';

/** A little shop, for those who look at the emulator by hand. */
export const SAMPLE: CatalogModel[] = [
  {
    name: 'main',
    schemas: [
      {
        name: 'shop',
        tables: [
          {
            name: 'customers',
            comment: 'People who buy',
            columns: [
              { name: 'id', type: 'BIGINT', nullable: false, identity: 'ALWAYS' },
              { name: 'email', type: 'VARCHAR(80)', nullable: false, comment: 'Where to write to' },
              { name: 'address', type: 'STRUCT<street:STRING,city:STRING>' },
            ],
            keys: [{ name: 'customers_pk', type: 'PRIMARY KEY', columns: ['id'] }],
          },
          {
            name: 'orders',
            columns: [
              { name: 'id', type: 'BIGINT', nullable: false },
              { name: 'customer_id', type: 'BIGINT', nullable: false },
              { name: 'total', type: 'DECIMAL(10,2)', nullable: false, default: '0' },
              { name: 'placed_at', type: 'TIMESTAMP' },
            ],
            keys: [
              { name: 'orders_pk', type: 'PRIMARY KEY', columns: ['id'] },
              {
                name: 'orders_customer',
                type: 'FOREIGN KEY',
                columns: ['customer_id'],
                references: { schema: 'shop', key: 'customers_pk' },
              },
            ],
          },
          { name: 'big_orders', type: 'VIEW', columns: [{ name: 'id', type: 'BIGINT' }] },
        ],
      },
      { name: 'default', tables: [] },
    ],
  },
];
