import { CLOSE_DATABASE } from '../../close-database.ts';
import { Migration } from '../../migration.ts';

/** The base tables of a tenant database, as the provisioning story defines them. */
export class M0001Base extends Migration {
  override up(): void {
    this.addSql(`
      create table settings (
        key VARCHAR(100) PRIMARY KEY,
        value JSONB NOT NULL,
        updated_at TIMESTAMP DEFAULT NOW()
      );
      create table activity_log (
        id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
        action VARCHAR(100) NOT NULL,
        entity_type VARCHAR(50),
        entity_id UUID,
        details JSONB,
        created_at TIMESTAMP DEFAULT NOW()
      );
    `);
    this.addSql(CLOSE_DATABASE);
  }
}
