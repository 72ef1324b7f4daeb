import { readDatabricks } from './emulated/databricks.ts';
import { readSnowflake } from './emulated/snowflake.ts';
import { readSqlserver } from './emulated/sqlserver.ts';
import { type Measured, measure } from './measure.ts';

/** What no server of the kind is at hand for: each client reads from the emulator. */
export async function measureSqlserver(): Promise<Measured> {
  const { tables, rows } = await readSqlserver();
  return measure({ kind: 'sqlserver', defaultSchema: 'dbo', tables, reads: [['mssql', rows]] });
}

export async function measureDatabricks(): Promise<Measured> {
  const { tables, rows } = await readDatabricks();
  return measure({ kind: 'databricks', defaultSchema: 'default', tables, reads: [['databricks', rows]] });
}

export async function measureSnowflake(): Promise<Measured> {
  const { tables, rows } = await readSnowflake();
  return measure({ kind: 'snowflake', defaultSchema: 'PUBLIC', tables, reads: [['snowflake', rows]] });
}
