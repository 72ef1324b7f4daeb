import { Migration } from '../../migration.ts';

/**
 * Names sort and compare as people expect, whatever the locale of the server: by the root collation of Unicode, numbers
 * by their value. A PostgreSQL that was built without ICU goes on by code points, and so does one with another encoding
 * than UTF-8. Role names that such a locale has taken for different stay where they are.
 */
export class M0018Names extends Migration {
  override up(): void {
    this.addSql(`
      do $$
      begin
        create collation portolan_names (provider = icu, locale = 'und-u-kn-true');
        execute $test$ select 'a' collate portolan_names < 'b' $test$;
      exception when feature_not_supported then
        create collation portolan_names from pg_catalog."C";
      end $$;
      create index data_connections_name on data_connections (tenant_id, name collate portolan_names, id)
        where deleted_at is null;
      do $$
      begin
        if (select collprovider from pg_collation where collname = 'portolan_names') = 'i' then
          alter index roles_name_key rename to roles_name_key_former;
          create unique index roles_name_key on roles (tenant_id, lower(name collate portolan_names));
          drop index roles_name_key_former;
        end if;
      exception when unique_violation then
        raise notice 'roles whose names differ in case alone keep them';
      end $$;
    `);
  }
}
