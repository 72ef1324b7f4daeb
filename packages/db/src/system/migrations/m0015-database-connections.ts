import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

/** Connections as one table to read, for whoever looks by SQL: no ciphertext, and only what the reader may see. */
export class M0015DatabaseConnections extends Migration {
  override up(): void {
    this.addSql(`
      create view database_connections with (security_invoker = true) as
        select id, tenant_id, name, description, db_type, host, port, database_name, username,
          encrypted_credential is not null as has_credential, use_ssl, options, created_by_user_id,
          last_tested_at, last_test_result, last_test_message, created_at, updated_at
        from data_connections where deleted_at is null;
      grant select on database_connections to ${APP_ROLE};
    `);
  }
}
