import { tenantMigrations } from '@portolan/db';
import type { TestDatabase } from '@portolan/testing';
import { expect } from 'vitest';

type Named = { slug: string };

/** What must hold of tenants and databases whatever happened, asked of PostgreSQL itself. */
export async function expectInvariants(
  database: Pick<TestDatabase, 'query' | 'tenantPrefix'>,
  prefix = database.tenantPrefix,
) {
  const tenants = await database.query<Named & { status: string; version: string | null }>(
    'select slug, status, schema_version as version from tenants order by slug',
  );
  const databases = await database.query<Named>(
    'select substr(datname, length($1) + 1) as slug from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  const slugs = (rows: Named[]) => rows.map(({ slug }) => slug).sort();
  expect(slugs(databases)).toEqual(slugs(tenants));
  for (const { slug, status, version } of tenants) {
    expect(['active', 'deleted'], slug).toContain(status);
    expect(version, slug).toBe(tenantMigrations.at(-1)?.name);
  }
  const leftovers = await database.query("select from pg_database where datname like 'portolan\\_template\\_%\\_new'");
  expect(leftovers).toEqual([]);
  const admins = await database.query<Named>(
    `select slug from tenants t where status = 'active' and not exists (
       select from membership_roles mr join roles r on r.tenant_id = mr.tenant_id and r.id = mr.role_id
       where mr.tenant_id = t.id and r.key = 'admin')`,
  );
  expect(admins).toEqual([]);
}
