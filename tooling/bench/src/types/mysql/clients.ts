import type { TypeDriver } from '@portolan/contract';
import type { TestMariadb } from '@portolan/testing/mariadb';
import { createConnection as connectMariadb } from 'mariadb';
import { createConnection } from 'mysql2/promise';
import type { Row, RowsOf } from '../sample.ts';
import { SCHEMA } from './make-samples.ts';

type Read = (server: TestMariadb, tables: string[]) => Promise<RowsOf>;

/** How each client reads tables, at its default settings: as text and by prepared statements. */
export const MYSQL_CLIENTS: Partial<Record<TypeDriver, Read>> = {
  async mysql2({ host, port, user, password }, tables) {
    const client = await createConnection({ host, port, user, password, database: SCHEMA });
    const rows: RowsOf = {};
    try {
      for (const table of tables) {
        const [text] = await client.query(`select * from ${table}`);
        const [prepared] = await client.execute(`select * from ${table}`);
        rows[table] = [...(text as Row[]), ...(prepared as Row[])];
      }
    } finally {
      await client.end();
    }
    return rows;
  },
  async mariadb({ host, port, user, password }, tables) {
    const client = await connectMariadb({ host, port, user, password, database: SCHEMA });
    const rows: RowsOf = {};
    try {
      for (const table of tables) {
        const text: Row[] = await client.query(`select * from ${table}`);
        rows[table] = [...text, ...((await client.execute(`select * from ${table}`)) as Row[])];
      }
    } finally {
      await client.end();
    }
    return rows;
  },
};
