import type { ConnectionKind } from '../connection-kinds.ts';
import type { ConnectionText } from './connection-text.ts';
import type { Parts } from './parts.ts';
import { readDatabricks } from './read-databricks.ts';
import { readSnowflake } from './read-snowflake.ts';
import { readSqlserver } from './read-sqlserver.ts';
import { readMysql, readPostgresql } from './read-wire.ts';

export const FAMILIES: Record<ConnectionKind, (parts: Parts) => ConnectionText> = {
  postgresql: readPostgresql,
  mysql: readMysql,
  sqlserver: readSqlserver,
  databricks: readDatabricks,
  snowflake: readSnowflake,
};
