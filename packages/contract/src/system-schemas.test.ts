import { expect, it } from 'vitest';
import type { ConnectionKind } from './connection-kinds.ts';
import { isSystemSchema } from './system-schemas.ts';

it.each<[ConnectionKind, string[], string[]]>([
  [
    'postgresql',
    ['pg_catalog', 'pg_toast', 'pg_temp_3', 'information_schema'],
    ['public', 'PG_catalog', 'Information_Schema', 'pgx'],
  ],
  [
    'mysql',
    ['mysql', 'sys', 'performance_schema', 'information_schema'],
    ['Sys', 'MySQL', 'Performance_Schema', 'sys2'],
  ],
  ['sqlserver', ['sys', 'INFORMATION_SCHEMA', 'guest'], ['dbo', 'Sys', 'information_schema']],
  ['databricks', ['information_schema'], ['default', 'sys']],
  ['snowflake', ['INFORMATION_SCHEMA'], ['PUBLIC', 'information_schema']],
])('%s tells its own schemas by their exact names', (kind, own, others) => {
  expect(own.filter((name) => !isSystemSchema(kind, name))).toEqual([]);
  expect(others.filter((name) => isSystemSchema(kind, name))).toEqual([]);
});
