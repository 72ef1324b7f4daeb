import { Migration } from '../../migration.ts';

/**
 * What databases looked like, addressed by content: a definition of a table is kept once for each state it was ever in,
 * a tree once for each state a connection's database was ever in, and a snapshot is a tree at a time. Statistics are
 * those last seen and no part of any address. Names are compared as their bytes.
 */
export class M0002Snapshots extends Migration {
  override up(): void {
    this.addSql(`
      create table schema_tables (
        hash bytea primary key,
        definition jsonb not null,
        seen_at timestamptz not null default now()
      );
      create table schema_columns (
        table_hash bytea not null references schema_tables (hash) on delete cascade,
        position int not null,
        name text not null,
        native_type text not null,
        type text not null,
        comment text,
        primary key (table_hash, position)
      );
      create table schema_trees (
        id uuid primary key,
        connection_id uuid not null,
        destination text not null,
        content_hash bytea not null,
        catalogs jsonb not null,
        schemas jsonb not null,
        tables int not null,
        columns int not null,
        unique (connection_id, destination, content_hash)
      );
      create table schema_tree_tables (
        tree_id uuid not null references schema_trees (id) on delete cascade,
        schema text collate "C" not null,
        name text collate "C" not null,
        type text not null,
        kind text not null,
        comment text,
        table_hash bytea not null references schema_tables (hash),
        row_estimate float8,
        size_bytes float8,
        primary key (tree_id, schema, name)
      );
      create index schema_tree_tables_by_table on schema_tree_tables (table_hash);
      create table schema_snapshots (
        id uuid primary key,
        connection_id uuid not null,
        tree_id uuid not null references schema_trees (id) on delete cascade,
        taken_at timestamptz not null,
        taken_by_user_id uuid,
        ms int not null
      );
      create index schema_snapshots_latest on schema_snapshots (connection_id, taken_at desc, id);
      create index schema_snapshots_by_tree on schema_snapshots (tree_id);
    `);
  }
}
