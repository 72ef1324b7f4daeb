import type { TypeDriver } from '@portolan/contract';
import { bun } from './bun.ts';
import type { Client } from './client.ts';
import { databricks } from './databricks.ts';
import { mariadb } from './mariadb.ts';
import { mssql } from './mssql.ts';
import { mysql2 } from './mysql2.ts';
import { pg } from './pg.ts';
import { postgresJs } from './postgres-js.ts';
import { snowflake } from './snowflake.ts';

export type { Client, Place } from './client.ts';

/** Each is held against rows that the client itself has read. */
export const CLIENTS: Record<TypeDriver, Client> = {
  pg,
  postgres: postgresJs,
  bun,
  mysql2,
  mariadb,
  mssql,
  databricks,
  snowflake,
};
