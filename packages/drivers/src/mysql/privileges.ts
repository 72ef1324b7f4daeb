import type { PrivilegeReport } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import { grantsIn, readableTables } from './grants.ts';
import { notSystem } from './introspection/scope-condition.ts';
import type { Session } from './session.ts';

/** A server shows a login those tables only on which it has some privilege: there may be more. */
const VISIBLE = `
  select table_schema, count(*) from information_schema.tables
  where ${notSystem('table_schema').sql}
  group by table_schema`;

/**
 * Says what the login can see. A login that sees nothing is still a connection that works, so only the end of the call
 * can fail this stage.
 */
export async function readPrivileges(session: Session): Promise<PrivilegeReport> {
  try {
    const grants = grantsIn((await session.query('show grants')).map(([line]) => String(line)));
    const counts = new Map((await session.query(VISIBLE)).map(([schema, count]) => [String(schema), Number(count)]));
    const totalTables = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const readable = grants.roles ? null : readableTables(grants, counts);
    const { superuser } = grants;
    return { summary: sentenceOf(totalTables, readable, superuser), superuser, readableTables: readable, totalTables };
  } catch (error) {
    if (error instanceof StageFailure && (error.code === 'TIMEOUT' || error.code === 'CANCELLED')) throw error;
    const summary = 'What the login can see could not be found out';
    return { summary, superuser: false, readableTables: null, totalTables: null };
  }
}

function sentenceOf(total: number, readable: number | null, superuser: boolean): string {
  const who = superuser ? '; the login may do everything' : '';
  if (total === 0) return `Sees no tables${who}`;
  return readable === null ? `Sees ${total} tables${who}` : `Can read ${readable} of the ${total} tables it sees${who}`;
}
