import { type ErpColumn, type ErpTable, erpDdl, erpTables } from '@portolan/testing/erp';
import type { TestPostgres } from '@portolan/testing/postgres';
import { READER } from '../workspace/databases.ts';

/** About how many rows the tables have that have any: enough that one is bigger than another. */
const ROWS: Record<string, number> = {
  'core.countries': 240,
  'core.addresses': 12_400,
  'people.employees': 312,
  'sales.customers': 9_800,
  'sales.orders': 31_000,
  'sales.order_lines': 62_000,
  'sales.reviews': 7_300,
  'stock.products': 4_100,
  'stock.prices': 12_900,
  'stock.movements': 38_000,
  'stock.shipments': 24_000,
  'finance.invoices': 28_500,
  'finance.payments': 27_900,
  'finance.postings': 54_000,
};

const COMMENTS = `
  comment on table sales.customers is 'Whoever has bought, or opened an account';
  comment on table sales.orders is 'One row an order, from the moment it is placed';
  comment on table sales.order_lines is 'What was ordered, at the price of that day';
  comment on table stock.products is 'Everything that can be sold, one row an article';
  comment on table stock.movements is 'Goods that moved between bins; never changed, only added';
  comment on table finance.postings is 'The books, in the currency of the account';
  comment on table people.employees is 'Everyone on the payroll, those who have left too';
  comment on column sales.orders.number is 'Printed on the invoice; unique within a year';
  comment on column sales.orders.status is 'placed, paid, packed, sent, returned';
  comment on column sales.orders.taken_by is 'Who took it by telephone; empty in the web shop';
  comment on column sales.orders.total is 'With tax, in the currency of the order';
  comment on column sales.customers.vat_number is 'Firms only';`;

const INDEXES = `
  create unique index orders_number on sales.orders (number);
  create index orders_customer on sales.orders (customer_id);
  create index orders_placed_at on sales.orders (placed_at desc);
  create index orders_open on sales.orders (status) where status <> 'sent';
  create view sales.open_orders as select id, number, customer_id, placed_at, total from sales.orders where status <> 'sent';
  create view finance.overdue_invoices as select id, number, customer_id, due_on from finance.invoices where due_on < current_date;`;

/** What is done to the database between two snapshots. */
const CHANGE = `
  alter table sales.customers drop column vat_number;
  alter table sales.customers add column tax_id varchar(32);
  comment on column sales.customers.tax_id is 'VAT number or national tax number';
  alter table sales.orders add column promised_on date;
  alter table sales.orders alter column note type text;
  drop index sales.orders_open;
  create index orders_promised on sales.orders (promised_on) where status <> 'sent';
  alter table stock.movements alter column quantity type numeric(14,4);
  create table sales.gift_cards (
    code varchar(24) primary key,
    order_id integer not null references sales.orders,
    amount numeric(12,2) not null check (amount > 0),
    currency_code char(3) not null references core.currencies,
    issued_at timestamptz not null default now(),
    redeemed_at timestamptz
  );
  comment on table sales.gift_cards is 'Sold in the shop, redeemed once';
  drop table sales.order_coupons;
  grant select on sales.gift_cards to ${READER};`;

type Query = TestPostgres['query'];

/** Makes the databases of the PostgreSQL server, and fills the one that is looked at. */
export async function makeShop(query: Query, password: string): Promise<void> {
  await query(`create role ${READER} login password '${password}'`);
  for (const name of ['shop', 'people', 'desk', 'wholesale']) await query(`create database ${name}`);
  const tables = erpTables();
  const schemas = [...new Set(tables.map(({ schema }) => schema))].join(', ');
  await query(erpDdl(tables), [], 'shop');
  await query(`${COMMENTS} ${INDEXES} drop schema public;`, [], 'shop');
  await query(
    `set session_replication_role = replica; ${tables.map(fill).join('\n')}
     set session_replication_role = origin;
     grant usage on schema ${schemas} to ${READER}; grant select on all tables in schema ${schemas} to ${READER};`,
    [],
    'shop',
  );
  await query('vacuum analyze', [], 'shop');
}

export const changeShop = (query: Query) => query(CHANGE, [], 'shop');

/** Rows that look like nothing in particular; whom they point at is not asked. */
function fill({ schema, name, columns }: ErpTable): string {
  const rows = ROWS[`${schema}.${name}`];
  if (!rows) return '';
  return `insert into ${schema}.${name} select ${columns.map(value).join(', ')} from generate_series(1, ${rows}) n;`;
}

function value({ name, type }: ErpColumn): string {
  if (type === 'char(2)' || type === 'char(3)') return `lpad(to_hex(n), ${type.slice(5, 6)}, '0')`;
  if (type.startsWith('varchar')) return `left('${name} ' || n, ${type.slice(8, -1)})`;
  if (type === 'text') return `'${name} ' || n`;
  if (type === 'smallint') return 'n % 100';
  if (type.startsWith('numeric')) return 'n % 90';
  if (type === 'date') return `date '2024-01-01' + n % 900`;
  if (type === 'timestamptz') return `timestamptz '2024-01-01' + n * interval '17 minutes'`;
  return type === 'jsonb' ? `'{}'` : 'n';
}
