import type { DatabaseModel } from './model.ts';

/** A little shop, for those who look at the emulator by hand. */
export const SAMPLE: DatabaseModel[] = [
  {
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
              { name: 'ID', type: 'NUMBER', nullable: false, identity: true },
              { name: 'EMAIL', type: 'TEXT', length: 80, nullable: false, comment: 'Where to write to' },
              { name: 'ADDRESS', type: 'VARIANT' },
            ],
            keys: [
              { name: 'CUSTOMERS_PK', type: 'PRIMARY KEY', columns: ['ID'] },
              { name: 'CUSTOMERS_EMAIL', type: 'UNIQUE', columns: ['EMAIL'] },
            ],
          },
          {
            name: 'ORDERS',
            columns: [
              { name: 'ID', type: 'NUMBER', nullable: false },
              { name: 'CUSTOMER_ID', type: 'NUMBER', nullable: false },
              { name: 'TOTAL', type: 'NUMBER', precision: 10, scale: 2, nullable: false, default: '0' },
              { name: 'PLACED_AT', type: 'TIMESTAMP_NTZ' },
            ],
            keys: [
              { name: 'ORDERS_PK', type: 'PRIMARY KEY', columns: ['ID'] },
              {
                name: 'ORDERS_CUSTOMER',
                type: 'FOREIGN KEY',
                columns: ['CUSTOMER_ID'],
                references: { schema: 'PUBLIC', table: 'CUSTOMERS', columns: ['ID'] },
              },
            ],
          },
          { name: 'BIG_ORDERS', type: 'VIEW', columns: [{ name: 'ID', type: 'NUMBER' }] },
        ],
      },
    ],
  },
];
