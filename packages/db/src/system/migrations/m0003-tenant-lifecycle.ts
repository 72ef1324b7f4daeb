import { Migration } from '../../migration.ts';

/** What is known of a tenant's database: how far it is migrated, and why a tenant failed. */
export class M0003TenantLifecycle extends Migration {
  override up(): void {
    this.addSql(`
      alter table tenants add column schema_version text, add column failure text;
      create index tenants_status on tenants (status) where status <> 'active';
    `);
  }
}
