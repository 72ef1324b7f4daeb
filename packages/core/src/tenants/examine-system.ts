import type { Services } from '../context.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the system database itself. Until that is mended nothing can be said of the tenants. */
export async function examineSystem({ db }: Pick<Services, 'db'>): Promise<Finding[]> {
  const of = (problem: Finding['problem'], detail: string): Finding[] => [{ problem, slug: '-', detail }];
  if (await db.isBeingRestored()) return of('unfinished restore', 'it was cut short: run portolan restore again');
  const unknown = await db.unknownMigrations();
  if (unknown.length > 0) return of('newer version', `${unknown.join(', ')}: start the version that made it`);
  const missing = await db.missingMigrations();
  if (missing.length > 0) return of('missing migrations', `${missing.join(', ')}: run portolan migrate`);
  if (await db.hasItsRights()) return [];
  return of('missing rights', 'the restricted role or its grants are not as they were: run portolan migrate');
}
