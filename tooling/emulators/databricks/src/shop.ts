import type { CatalogModel } from './catalog-model.ts';

/** The schema of the conformance suite; Databricks has neither uniques nor indexes. */
export const SHOP: CatalogModel = {
  name: 'main',
  schemas: [
    {
      name: 'default',
      tables: [
        {
          name: 'customers',
          comment: 'People who buy',
          columns: [
            { name: 'id', type: 'BIGINT', nullable: false, identity: 'ALWAYS' },
            { name: 'email', type: 'VARCHAR(80)', nullable: false, comment: 'Where to write to' },
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
            { name: 'note', type: 'STRING' },
          ],
          keys: [
            { name: 'orders_pk', type: 'PRIMARY KEY', columns: ['id'] },
            {
              name: 'orders_customer',
              type: 'FOREIGN KEY',
              columns: ['customer_id'],
              references: { schema: 'default', key: 'customers_pk' },
            },
          ],
        },
        {
          name: 'big_orders',
          type: 'VIEW',
          columns: [
            { name: 'id', type: 'BIGINT' },
            { name: 'total', type: 'DECIMAL(10,2)' },
          ],
        },
      ],
    },
  ],
};
