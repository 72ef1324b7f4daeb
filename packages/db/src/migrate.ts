import { type Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { healPool } from './heal-pool.ts';

export interface MigrationEntry {
  name: string;
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}

/** Any constant does, as long as every process of the product uses the same one in a database. */
const MIGRATION_LOCK = 727_001;

/**
 * Brings one database up to date and answers the names that were applied. The migrator itself takes no lock, so
 * processes that start together would collide: an advisory lock lets one of them work while the others wait.
 */
export async function migrateDatabase(url: string, migrationsList: MigrationEntry[]): Promise<string[]> {
  const orm = new MikroORM({
    clientUrl: url,
    // Else whoever connects first makes an empty database where one is missing.
    ensureDatabase: false,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    pool: { min: 0, max: 2 },
    migrations: { migrationsList, snapshot: false, tableName: 'portolan_migrations' },
    driverOptions: { application_name: 'portolan migrate', onPoolCreated: healPool },
    logger: () => {},
  });
  try {
    return await orm.em.fork().transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
      const applied = await orm.migrator.up();
      return applied.map((migration) => migration.name);
    });
  } finally {
    await orm.close(true);
  }
}
