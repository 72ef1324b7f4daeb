import type { PrivilegeReport } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import { informationSchema } from './introspection/information-schema.ts';
import { notSystem } from './introspection/scope-condition.ts';
import type { OpenedSession } from './open-session.ts';

/** Members of `admins` administer the workspace and take any privilege they want. */
const ADMIN = "SELECT is_member('admins') AS is_admin";

/**
 * What the login can see. The information schema shows no more than that, so there is no total to compare with. A login
 * that sees nothing is still a connection that works: only the end of the call can fail this stage.
 */
export async function readPrivileges(opened: OpenedSession): Promise<PrivilegeReport> {
  const superuser = (await ask(opened, ADMIN)) === true;
  const { tables } = informationSchema(opened.catalog);
  const seen = await ask(opened, `SELECT count(*) AS seen FROM ${tables} WHERE ${notSystem('table_schema')}`);
  const count = typeof seen === 'number' ? seen : null;
  const summary =
    count === null ? 'What the login can see could not be found out' : `Sees ${count} tables of ${opened.catalog}`;
  return { summary, superuser, readableTables: null, totalTables: null };
}

/** The one value of a query, null where it cannot be had. Truth may come as a number. */
async function ask({ session }: OpenedSession, sql: string): Promise<number | boolean | null> {
  try {
    const [row] = await session.query<Record<string, unknown>>(sql);
    const { is_admin: admin, seen } = row ?? {};
    if (typeof seen === 'number') return seen;
    return admin === true || admin === 1;
  } catch (error) {
    if (error instanceof StageFailure && ['TIMEOUT', 'CANCELLED'].includes(error.code)) throw error;
    return null;
  }
}
