import type { PrivilegeReport } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import { notSystem } from './introspection/catalogue-query.ts';
import type { OpenedSession } from './open-session.ts';

/**
 * What the role can see. The information schema shows no more than that, so there is no total to compare with. A login
 * that sees nothing is still a connection that works: only the end of the call can fail this stage.
 */
export async function readPrivileges({ session, database, role }: OpenedSession): Promise<PrivilegeReport> {
  const place = `"${database.replaceAll('"', '""')}".INFORMATION_SCHEMA.TABLES`;
  const sql = `
    SELECT IS_ROLE_IN_SESSION('ACCOUNTADMIN') AS IS_ADMIN, COUNT(*) AS SEEN
    FROM ${place} WHERE ${notSystem('TABLE_SCHEMA')}`;
  try {
    const [row] = await session.query<Record<string, unknown>>(sql);
    if (row && typeof row.SEEN === 'number') {
      const summary = `Sees ${row.SEEN} tables of ${database} as ${role}`;
      // Truth may come as a number.
      const superuser = row.IS_ADMIN === true || row.IS_ADMIN === 1;
      return { summary, superuser, readableTables: null, totalTables: null };
    }
  } catch (error) {
    if (error instanceof StageFailure && ['TIMEOUT', 'CANCELLED'].includes(error.code)) throw error;
  }
  const summary = 'What the login can see could not be found out';
  return { summary, superuser: false, readableTables: null, totalTables: null };
}
