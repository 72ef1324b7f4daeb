import { Migration } from '../../migration.ts';

/** What of a connection makes its credential sealed, and what it is called. */
const CONNECTION = [
  'name',
  'db_type',
  'host',
  'port',
  'use_ssl',
  'options',
  'credential_destination',
  'credential_key_id',
];
const changed = (columns: readonly string[]) =>
  `(${columns.map((one) => `old.${one}`).join(', ')}) is distinct from (${columns.map((one) => `new.${one}`).join(', ')})`;

/**
 * What needs attention besides health is told when it changes: certificates, credentials, invitations, and what has changed
 * last in the schema of a connection, which is kept beside how far it was told.
 */
export class M0047Attention extends Migration {
  override up(): void {
    this.addSql(`
      alter table told_snapshots add column changed_at timestamptz, add column change jsonb;
      create trigger tell_update after update on told_snapshots for each row
        when (${changed(['changed_at'])}) execute function tell_change('attention', 'tenant_id');
      create trigger tell_attention after update on data_connections for each row
        when (${changed(CONNECTION)}) execute function tell_change('attention', 'tenant_id');
      create trigger tell_attention after update on connection_monitors for each row
        when (${changed(['enabled', 'certificate_ends_at'])}) execute function tell_change('attention', 'tenant_id');
      create trigger tell_attention after update on invitations for each row
        when (${changed(['status', 'expires_at'])}) execute function tell_change('attention', 'tenant_id');
    `);
  }
}
