import { listPurgeable, purgeTenant } from '@portolan/core';
import { isDatabaseFailure, TenantEntity } from '@portolan/db';
import { type Command, UsageError } from './command.ts';
import { table } from './table.ts';

export const listTenantsCommand: Command = {
  name: 'tenants list',
  usage: '',
  summary: 'all tenants with their state, database and last migration',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    const { db, tenantDatabases } = composition.services;
    const tenants = await db.ownerTransaction((em) => em.find(TenantEntity, {}, { orderBy: { slug: 'asc' } }));
    // Where their server is away the rows still tell.
    const present = await tenantDatabases.list().catch((error: unknown) => {
      if (isDatabaseFailure(error)) return null;
      throw error;
    });
    const databaseOf = (slug: string) => (present?.has(slug) ? tenantDatabases.nameOf(slug) : 'none');
    const rows = tenants.map(({ slug, status, schemaVersion, failure }) => [
      slug,
      status,
      present ? databaseOf(slug) : 'unknown',
      schemaVersion ?? 'unknown',
      status === 'failed' ? (failure ?? '') : '',
    ]);
    for (const line of table(['TENANT', 'STATUS', 'DATABASE', 'MIGRATION', 'REASON'], rows)) say(line);
    return 0;
  },
};

export const purgeTenantsCommand: Command = {
  name: 'tenants purge',
  writes: true,
  usage: '[slug] [--older-than <days>]',
  summary: 'ends deleted tenants for good, one by name or all that were deleted so many days ago',
  options: { 'older-than': { type: 'string' } },
  maxArgs: 1,
  async run({ composition, context, args, options, say }) {
    const slugs = await chosen(composition.services, args[0], options['older-than']);
    for (const slug of slugs) {
      await purgeTenant(context, { slug });
      say(`${slug}: purged`);
    }
    if (slugs.length === 0) say('Nothing to purge.');
    return 0;
  },
};

function chosen(services: Parameters<typeof listPurgeable>[0], slug: string | undefined, days: unknown) {
  if ((slug === undefined) === (days === undefined)) throw new UsageError('tenants purge needs a slug or --older-than');
  if (slug !== undefined) return [slug];
  if (!/^\d{1,5}$/.test(String(days))) throw new UsageError('--older-than must be a number of days');
  return listPurgeable(services, Number(days));
}
