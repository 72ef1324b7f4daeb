import type { PrivilegeReport } from '@portolan/contract';
import { StageFailure } from '../stages/stage-failure.ts';
import type { Session } from './session.ts';

/** User objects have oids from 16384 on: asked this way, a new session need not load the half of its catalogue. */
const PRIVILEGES = `
  select
    pg_catalog.current_setting('is_superuser') operator(pg_catalog.=) 'on' as superuser,
    pg_catalog.has_schema_privilege(
      pg_catalog.to_regnamespace(pg_catalog.quote_ident($1::pg_catalog.text))::pg_catalog.oid, 'USAGE') as usage,
    pg_catalog.count(*)::pg_catalog.int4 as total,
    (pg_catalog.count(*) filter (where pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE')
      and pg_catalog.has_any_column_privilege(c.oid, 'SELECT')))::pg_catalog.int4 as readable
  from pg_catalog.pg_class c
  where c.oid operator(pg_catalog.>=) 16384::pg_catalog.oid
    and c.relkind operator(pg_catalog.=) any ('{r,p,v,m,f}'::pg_catalog."char"[])
    and c.relpersistence operator(pg_catalog.<>) 't'`;

/**
 * What the login can see. A login that sees nothing is still a connection that works, so only the end of the call can
 * fail this stage.
 */
export async function readPrivileges(session: Session): Promise<PrivilegeReport> {
  try {
    const [row] = await session.query<Row>(PRIVILEGES, [session.defaultSchema]);
    if (row && typeof row.total === 'number' && typeof row.readable === 'number') return reportOf(row, session);
  } catch (error) {
    if (error instanceof StageFailure && ['TIMEOUT', 'CANCELLED'].includes(error.code)) throw error;
  }
  const summary = 'What the login can see could not be found out';
  return { summary, superuser: false, readableTables: null, totalTables: null };
}

interface Row {
  superuser: boolean | null;
  /** Null where the default schema does not exist. */
  usage: boolean | null;
  total: number;
  readable: number;
}

function reportOf(row: Row, { defaultSchema }: Session): PrivilegeReport {
  return {
    summary: sentenceOf(row, defaultSchema),
    superuser: row.superuser === true,
    readableTables: row.readable,
    totalTables: row.total,
  };
}

function sentenceOf({ usage, total, readable }: Row, schema: string): string {
  const tables = total === 0 ? 'There are no tables yet' : `Can read ${readable} of ${total} tables`;
  if (usage === null) return `${tables}; schema "${schema}" does not exist`;
  if (!usage) return `${tables}; no USAGE on schema "${schema}"`;
  return tables;
}
