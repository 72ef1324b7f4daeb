import { NOT_BEGUN, readBeginning } from '../audit/index.ts';
import type { Services } from '../context.ts';
import { explainKeys } from '../keys/index.ts';
import { examineSystem } from './examine-system.ts';
import type { Finding, Problem } from './finding.ts';
import { tenantsBehind } from './migrate-tenants.ts';
import { recogniseIfThere, SERVER_AWAY } from './server-away.ts';
import { explainServer } from './tenant-server.ts';

type Row = { id: string; slug: string };

/** Everything that is wrong with the tenants of an installation, in a fixed number of queries; changes nothing. */
export async function examineTenants(services: Services): Promise<Finding[]> {
  const { db, tenantDatabases, tenantServer, storedKeys, keyring } = services;
  const findings = await examineSystem(services);
  if (findings.length > 0) return findings;
  const read = (sql: string, values: unknown[] = []) => db.ownerTransaction((em) => em.execute<Row[]>(sql, values));
  const tenants = await db.ownerTransaction((em) =>
    em.execute<(Row & { status: string; failure: string | null })[]>('select id, slug, status, failure from tenants'),
  );
  const server = await recogniseIfThere(tenantServer);
  // What a wrong server holds tells nothing of the tenants, and one that is away tells nothing at all.
  const present = server === 'ours' ? await tenantDatabases.list() : null;
  const known = new Set(tenants.map(({ slug }) => slug));
  const of = (status: string) => tenants.filter((tenant) => tenant.status === status);
  const add = (problem: Problem, rows: { slug: string }[], detail: (row: { slug: string }) => string) => {
    for (const row of rows) findings.push({ problem, slug: row.slug, detail: detail(row) });
  };

  if ((await storedKeys.recognise()) === 'foreign')
    findings.push({ problem: 'foreign keys', slug: '-', detail: explainKeys(storedKeys.missing) });
  else if ((await readBeginning(services)) === null)
    findings.push({ problem: 'audit not begun', slug: '-', detail: NOT_BEGUN });
  if (server === 'away') findings.push({ problem: 'server away', slug: '-', detail: SERVER_AWAY });
  else if (server !== 'ours') findings.push({ problem: 'wrong server', slug: '-', detail: explainServer(server) });
  const stale = await abandoned(services, of('provisioning'));
  add('stale provisioning', stale, () => 'nobody works on it any more');
  add('unfinished purge', await read(UNFINISHED_PURGES), () => 'its purge was cut short');
  const missing = present ? of('active').filter(({ slug }) => !present.has(slug)) : [];
  add('missing database', missing, ({ slug }) => `there is no database ${tenantDatabases.nameOf(slug)}`);
  for (const { slug, failure } of of('failed'))
    findings.push({ problem: 'failed', slug, detail: failure ?? 'no reason known' });
  const behind = (await tenantsBehind(services)).filter(({ slug }) => present?.has(slug));
  add('behind in migrations', behind, () => `not at ${tenantDatabases.schemaVersion} yet`);
  const orphans = [...(present ?? [])].filter((slug) => !known.has(slug)).map((slug) => ({ slug }));
  add('orphan database', orphans, ({ slug }) => `${tenantDatabases.nameOf(slug)} belongs to no tenant`);
  add('no active admin', await read(WITHOUT_ADMIN), () => 'nobody can manage its users');
  const keys = [JSON.stringify(keyring.all.map(({ id }) => id))];
  add('unknown key', await read(UNKNOWN_KEYS, keys), () => 'credentials need a key that is not configured');
  return findings;
}

/** Those that another process still works on hold their lock. */
async function abandoned({ db }: Services, rows: Row[]): Promise<Row[]> {
  const free: Row[] = [];
  for (const row of rows) if (await db.tryExclusive(row.id, async () => true)) free.push(row);
  return free;
}

const UNFINISHED_PURGES = `
  select t.id, t.slug from tenants t where t.status = 'deleted' and 'purging' =
    (select step from provisioning_journal j where j.tenant_id = t.id order by j.id desc limit 1)`;

const WITHOUT_ADMIN = `
  select t.id, t.slug from tenants t where t.status = 'active' and not exists (
    select from roles r
    join membership_roles mr on mr.tenant_id = r.tenant_id and mr.role_id = r.id
    join memberships m on m.tenant_id = mr.tenant_id and m.user_id = mr.user_id and m.is_active
    join users u on u.id = m.user_id and u.is_active and u.email is not null
    where r.tenant_id = t.id and r.key = 'admin')
  order by t.slug`;

const UNKNOWN_KEYS = `
  select distinct t.id, t.slug from data_connections c join tenants t on t.id = c.tenant_id
  where c.credential_key_id is not null and not ?::jsonb @> to_jsonb(c.credential_key_id) order by t.slug`;
