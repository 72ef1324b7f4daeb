import type { MigrationObject } from '@mikro-orm/core';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { healPool } from '../heal-pool.ts';
import type { MigrationEntry } from '../migration.ts';

/** Any constant does, as long as every process of the product uses the same one in a database. */
const MIGRATION_LOCK = 727_001;

/**
 * The migrator itself takes no lock, so processes that start together would collide: an advisory lock lets one of them
 * work while the others wait.
 */
export async function migrate(url: string, migrations: readonly MigrationEntry[]): Promise<string[]> {
  const orm = new MikroORM({
    clientUrl: url,
    // Else whoever connects first makes an empty database where one is missing.
    ensureDatabase: false,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    pool: { min: 0, max: 2 },
    migrations: { migrationsList: migrations.map(forMigrator), snapshot: false, tableName: 'portolan_migrations' },
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

function forMigrator({ name, class: Own }: MigrationEntry): MigrationObject {
  class Step extends Migration {
    override up(): void {
      const own = new Own();
      own.up();
      for (const sql of own.statements) this.addSql(sql);
    }
  }
  return { name, class: Step };
}
