import type { MigrationEntry } from './migration.ts';

/** Brings one database up to date and answers the names that were applied. */
export async function migrateDatabase(url: string, migrations: readonly MigrationEntry[]): Promise<string[]> {
  const { migrate } = await import('./orm/migrate.ts');
  return migrate(url, migrations);
}
