import { Migration } from '../../migration.ts';

/** Who deleted a connection is kept with it; what a server once said in its own words is not. */
export class M0009Connections extends Migration {
  override up(): void {
    this.addSql(`
      alter table data_connections add column deleted_by_user_id uuid references users on delete set null;
      create index data_connections_deleted on data_connections (tenant_id, deleted_at desc, id) where deleted_at is not null;
      update data_connections set last_test_message =
        case when last_test_result then 'Connection successful' else 'The connection failed; test it again' end
      where last_test_message is not null;
    `);
  }
}
