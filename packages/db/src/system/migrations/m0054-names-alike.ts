import { Migration } from '../../migration.ts';

/** Names that must be told apart, and the rows among which they must. */
const UNIQUE = [
  { name: 'service_accounts_name', on: 'service_accounts', within: 'tenant_id, ', rows: 'where deleted_at is null' },
  { name: 'saved_views_own', on: 'saved_views', within: 'tenant_id, user_id, ', rows: 'where not is_shared' },
  { name: 'saved_views_shared', on: 'saved_views', within: 'tenant_id, ', rows: 'where is_shared' },
  { name: 'notification_rules_name', on: 'notification_rules', within: 'tenant_id, ', rows: '' },
  { name: 'hypervisors_name', on: 'hypervisors', within: '', rows: '' },
];

/** Names are one where they read alike, as those of roles are: in any case and width. Those that differed so far stay. */
export class M0054NamesAlike extends Migration {
  override up(): void {
    for (const { name, on, within, rows } of UNIQUE) {
      this.addSql(`
        do $$
        begin
          if getdatabaseencoding() = 'UTF8' then
            alter index ${name} rename to ${name}_former;
            create unique index ${name} on ${on} (${within}lower(normalize(name, NFKC) collate portolan_names)) ${rows};
            drop index ${name}_former;
          end if;
        exception when unique_violation then
          raise notice '${on} whose names only look alike keep them';
        end $$;
      `);
    }
  }
}
