import { measureDatabricks, measureSnowflake, measureSqlserver } from './measure-emulated.ts';
import { measureMysql } from './measure-mysql.ts';
import { measurePostgresql } from './measure-postgresql.ts';

const ENGINES = [measurePostgresql, measureMysql, measureSqlserver, measureDatabricks, measureSnowflake];

/** Prints for each client of each engine how many types it was read in, how many rows, and how many a schema refused. */
export async function benchmarkTypes(): Promise<boolean> {
  let fine = true;
  for (const measured of ENGINES) {
    const { kind, held, compiled } = await measured();
    for (const { driver, tables, rows, refused, unread } of held) {
      const by = `${kind} by ${driver}`.padEnd(28);
      console.log(`${by} ${tables} types, ${rows} rows read, ${refused.length} refused, ${unread.length} unreadable`);
      for (const row of refused) console.log(`  ${row}`);
      fine &&= refused.length === 0;
    }
    if (compiled) console.log(compiled);
    fine &&= compiled === '';
  }
  return fine;
}
