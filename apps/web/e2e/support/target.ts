import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '@portolan/testing';

/** A login of its own to a real PostgreSQL, with something in it to browse. */
export interface Target {
  host: string;
  port: number;
  databaseName: string;
  username: string;
  password: string;
}

/** Makes the schema `shop` with keys worth looking at, and a login that may read it and nothing else. */
export async function createTarget(database: TestDatabase): Promise<Target> {
  const url = new URL(database.url);
  const username = `${database.tenantPrefix}reader`;
  const password = `Kompass-${randomBytes(9).toString('hex')}`;
  await database.query(`
    create role ${username} login password '${password}';
    grant connect on database "${url.pathname.slice(1)}" to ${username};
    alter role ${username} set search_path = shop;
    create schema shop;
    create schema archive;
    create table shop.customers (
      id integer generated always as identity primary key,
      email text not null unique,
      nickname text
    );
    comment on column shop.customers.email is 'Where the receipts go';
    create table shop.orders (
      id bigint generated always as identity primary key,
      customer_id integer not null references shop.customers on delete cascade,
      placed_at timestamptz not null default now(),
      total numeric(10, 2) not null
    );
    create table shop.order_lines (
      order_id bigint not null references shop.orders,
      line smallint not null,
      goods text not null,
      primary key (order_id, line)
    );
    create view shop.spending as select customer_id, sum(total) from shop.orders group by customer_id;
    create table archive.old_orders (id bigint primary key);
    grant usage on schema shop, archive to ${username};
    grant select on all tables in schema shop, archive to ${username};
  `);
  return {
    host: url.hostname,
    port: Number(url.port),
    databaseName: url.pathname.slice(1),
    username,
    password,
  };
}

/** Roles belong to the whole cluster, so they do not go with the database. */
export async function dropTarget(database: TestDatabase, { username }: Target): Promise<void> {
  await database.query(`drop owned by ${username}; drop role ${username};`);
}
