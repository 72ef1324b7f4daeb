import type { DatabaseModel } from './model.ts';

const id = { name: 'ID', type: 'NUMBER', nullable: false };

/** The schema of the conformance suite; Snowflake has no indexes. */
export const SHOP: DatabaseModel = {
  name: 'SHOP',
  schemas: [
    {
      name: 'PUBLIC',
      tables: [
        {
          name: 'CUSTOMERS',
          comment: 'People who buy',
          rows: 42,
          bytes: 4096,
          columns: [
            { ...id, identity: true },
            { name: 'EMAIL', type: 'TEXT', length: 80, nullable: false, comment: 'Where to write to' },
          ],
          keys: [
            { name: 'CUSTOMERS_PK', type: 'PRIMARY KEY', columns: ['ID'] },
            { name: 'CUSTOMERS_EMAIL', type: 'UNIQUE', columns: ['EMAIL'] },
          ],
        },
        {
          name: 'ORDERS',
          columns: [
            id,
            { name: 'CUSTOMER_ID', type: 'NUMBER', nullable: false },
            { name: 'TOTAL', type: 'NUMBER', precision: 10, scale: 2, nullable: false, default: '0' },
            { name: 'PLACED_AT', type: 'TIMESTAMP_NTZ' },
            { name: 'NOTE', type: 'TEXT' },
          ],
          keys: [
            { name: 'ORDERS_PK', type: 'PRIMARY KEY', columns: ['ID'] },
            {
              name: 'ORDERS_CUSTOMER',
              type: 'FOREIGN KEY',
              columns: ['CUSTOMER_ID'],
              onDelete: 'CASCADE',
              references: { schema: 'PUBLIC', table: 'CUSTOMERS', columns: ['ID'] },
            },
          ],
        },
        {
          name: 'BIG_ORDERS',
          type: 'VIEW',
          columns: [
            { name: 'ID', type: 'NUMBER' },
            { name: 'TOTAL', type: 'NUMBER', precision: 10, scale: 2 },
          ],
        },
      ],
    },
  ],
};
