import { Migration } from '../../migration.ts';
import { APP_ROLE } from '../app-role.ts';

/**
 * What brings order into many connections: environment, tags and owner, one text to search in, and the orders that lists
 * are asked for. The owner is a member: with the membership it goes, and the connection has a new version.
 */
export class M0023ConnectionOrder extends Migration {
  override up(): void {
    this.addSql(`
      create function connection_search_text(
        name text, description text, host text, database_name text, username text, tags text[]
      ) returns text language sql immutable parallel safe
        return lower(array_to_string(array[name, description, host, database_name, username] || tags, chr(31))
          collate public.portolan_names);
      alter table data_connections
        add column environment text not null default 'other'
          check (environment in ('production', 'staging', 'development', 'other')),
        add column tags text[] not null default '{}' check (cardinality(tags) <= 20),
        add column owner_id uuid,
        add column search_text text generated always as
          (connection_search_text(name, description, host, database_name, username, tags)) stored,
        add foreign key (tenant_id, owner_id) references memberships (tenant_id, user_id) on delete set null (owner_id);
    `);
    this.#orders();
    this.addSql(`
      create function tell_ownerless() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 millisecond');
        return new;
      end $$;
      create trigger tell_ownerless before update of owner_id on data_connections for each row
        when (old.owner_id is not null and new.owner_id is null and new.updated_at = old.updated_at)
        execute function tell_ownerless();
      create or replace view database_connections with (security_invoker = true) as
        select id, tenant_id, name, description, db_type, host, port, database_name, username,
          encrypted_credential is not null as has_credential, use_ssl, options, created_by_user_id,
          last_tested_at, last_test_result, last_test_message, created_at, updated_at, environment, tags, owner_id
        from data_connections where deleted_at is null;
      grant select on database_connections to ${APP_ROLE};
    `);
  }

  /** Filters and orders of one kind share an index: those by name stand in its end. */
  #orders(): void {
    this.addSql(`
      create function environment_rank(environment text) returns int language sql immutable parallel safe
        return case environment when 'production' then 0 when 'staging' then 1 when 'development' then 2 else 3 end;
      create function test_rank(result boolean) returns int language sql immutable parallel safe
        return case when result then 2 when not result then 0 else 1 end;
      create index data_connections_environment on data_connections
        (tenant_id, (environment_rank(environment)), name collate portolan_names, id) where deleted_at is null;
      create index data_connections_status on data_connections
        (tenant_id, (test_rank(last_test_result)), name collate portolan_names, id) where deleted_at is null;
      create index data_connections_host on data_connections
        (tenant_id, host collate portolan_names, port, id) where deleted_at is null;
      create index data_connections_owner on data_connections (tenant_id, owner_id) where owner_id is not null;
    `);
  }
}
