import { Migration } from '../../migration.ts';

/**
 * What a snapshot looked at and with whose eyes: without that, a table that is not in it tells nothing. `scope` is
 * `{include, exclude}`, lists of schemas, `include` null for all. Null, as the login, in what was taken before.
 */
export class M0003SnapshotScope extends Migration {
  override up(): void {
    this.addSql(`
      alter table schema_snapshots
        add column scope jsonb,
        add column login text,
        add column warnings jsonb not null default '[]';
    `);
  }
}
