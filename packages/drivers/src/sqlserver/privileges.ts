import type { PrivilegeReport } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import type { Session } from './session.ts';

/** The catalogue shows a login only what it has some right to. */
const PRIVILEGES = `
  SELECT IS_SRVROLEMEMBER('sysadmin') AS superuser,
    COUNT(*) AS total,
    SUM(HAS_PERMS_BY_NAME(CONCAT(QUOTENAME(s.name), '.', QUOTENAME(o.name)), 'OBJECT', 'SELECT')) AS readable
  FROM sys.objects o
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  WHERE o.type_desc IN ('USER_TABLE', 'VIEW') AND o.is_ms_shipped = 0`;

/** Part of the time left: the question is asked of each table, and of many the answer may take long. */
const PATIENCE = 0.6;

/**
 * Says what the login can see. A login that sees nothing, or of which it cannot be told in time, is still a connection
 * that works: only the end of the call can fail this stage.
 */
export async function readPrivileges(session: Session): Promise<PrivilegeReport> {
  const patience = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => patience.resolve(undefined), session.remainingMs() * PATIENCE);
  try {
    const row = await Promise.race([session.first<Row>(PRIVILEGES), patience.promise]);
    if (row && Number.isInteger(row.total)) return reportOf(row);
  } catch (error) {
    if (error instanceof StageFailure && ['TIMEOUT', 'CANCELLED'].includes(error.code)) throw error;
  } finally {
    clearTimeout(timer);
  }
  const summary = 'What the login can see could not be found out';
  return { summary, superuser: false, readableTables: null, totalTables: null };
}

interface Row {
  superuser: number | null;
  total: number;
  /** Null where there are no tables. */
  readable: number | null;
}

function reportOf({ superuser, total, readable }: Row): PrivilegeReport {
  const count = Number.isInteger(readable) ? (readable ?? 0) : 0;
  const summary =
    total === 0
      ? 'There are no tables yet, or this login may see none'
      : `Can read ${count} of the ${total} tables this login can see`;
  return { summary, superuser: superuser === 1, readableTables: count, totalTables: total };
}
