import { Migration } from '../../migration.ts';

/**
 * How connections were found. `health_samples` has one row for each hour of a connection, with its checks in arrays that
 * grow: `at` is the second of the hour, `outcome` 0 for well or the number of a code, `every` the time until the next check
 * as it was planned then, in tens of seconds. It is in partitions by day, made when they are needed. `health_5m` and
 * `health_1h` have one row for each day of a connection, with a byte for each 5 minutes or each hour; docs/database.md says
 * what they mean. Connections have short numbers here, for the size of all that.
 */
export class M0004Health extends Migration {
  override up(): void {
    this.addSql(`
      create table health_connections (
        connection_id uuid primary key,
        number int generated always as identity unique
      );
      create table health_samples (
        connection int not null,
        hour timestamptz not null,
        at smallint[] not null,
        ms int[] not null,
        outcome smallint[] not null,
        every smallint[] not null,
        primary key (connection, hour)
      ) partition by range (hour);
      create table health_5m (
        day date not null,
        connection int not null,
        up bytea not null,
        down bytea not null,
        p50 bytea not null,
        p95 bytea not null,
        latencies smallint[] not null,
        primary key (day, connection)
      );
      create table health_1h (
        day date not null,
        connection int not null,
        up bytea not null,
        down bytea not null,
        p50 bytea not null,
        p95 bytea not null,
        primary key (day, connection)
      );
      create table health_rollup (
        only_one boolean primary key default true check (only_one),
        rolled_to timestamptz not null
      );
    `);
  }
}
