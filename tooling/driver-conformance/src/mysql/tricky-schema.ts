/** Names that break whatever is not careful: quotes, patterns, escapes, spaces, case, scripts, and the longest one. */
export const LONGEST = 'n'.repeat(63);
export const ODD_NAMES = [
  'it\'s "quoted"',
  'back`tick',
  '100%_sure\\n',
  'MiXeD Case',
  'Größe ∑ 表',
  'select',
  `${LONGEST}é`,
];

export const quoteName = (name: string) => `\`${name.replaceAll('`', '``')}\``;
export const quoteText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A schema with everything the catalogue of MariaDB can hold against a reader. */
export const TRICKY_MARIADB = `
  create database tricky character set utf8mb4 collate utf8mb4_general_ci;
  create database Tricky;
  create database \`Sales "2"\`;
  create table Tricky.other_case (id int);
  use tricky;

  create table kinds (
    c_tiny tinyint, c_bool bool, c_small smallint unsigned, c_medium mediumint, c_int int(5) unsigned zerofill,
    c_big bigint unsigned, c_decimal decimal(12,3), c_float float, c_double double, c_bit bit(4), c_year year,
    c_date date, c_time time(3), c_datetime datetime(6), c_timestamp timestamp null,
    c_char char(3), c_varchar varchar(20), c_tinytext tinytext, c_text text, c_long longtext,
    c_binary binary(16), c_varbinary varbinary(20), c_blob blob, c_enum enum('a','it''s','c,d'), c_set set('x','y'),
    c_json json, c_uuid uuid, c_inet4 inet4, c_inet6 inet6, c_point point, c_geometry geometry
  );
  create table defaults (
    id bigint unsigned auto_increment primary key,
    nothing varchar(9),
    empty varchar(9) default '',
    the_word varchar(9) default 'NULL',
    quoted varchar(20) default 'it''s \\\\ "so"',
    number int not null default 7,
    at timestamp not null default current_timestamp() on update current_timestamp(),
    expression varchar(40) default (concat('a', uuid())),
    bits bit(4) default b'101',
    twice int generated always as (number * 2) virtual,
    thrice int as (number * 3) stored comment 'three ''times''',
    hidden int invisible default 3,
    checked int check (checked > 0),
    foreign_words varchar(9) collate latin1_swedish_ci,
    constraint positive check (number > 0 and quoted <> 'x''y')
  ) comment 'A comment with ''quotes''\\nand a second line';
  create table orders (
    tenant int not null, number int not null, region varchar(40), note text, parent_tenant int, parent_number int,
    shape point not null,
    primary key (number, tenant),
    key by_region (region(10), tenant desc), unique key region_once (region), unique key part_once (note(20)),
    fulltext key words (note), spatial key shapes (shape),
    constraint orders_parent foreign key (parent_number, parent_tenant) references orders (number, tenant)
      on update cascade on delete set null
  );
  create table \`Sales "2"\`.\`lines\` (
    id int primary key, n int not null, t int not null,
    constraint to_orders foreign key (n, t) references tricky.orders (number, tenant),
    constraint keeps foreign key (id) references tricky.orders (number) on delete restrict on update no action
  );
  create table measured (at int not null primary key, value double) partition by range (at)
    (partition a values less than (10), partition b values less than maxvalue);
  create table versioned (id int primary key, note text) with system versioning;
  create table spans (id int, begins date, ends date, period for span(begins, ends));
  create sequence counter start with 5;
  create table gone (id int); create view broken as select id from gone; drop table gone;
  create view some_view as select number, region from orders;
  ${ODD_NAMES.map((name) => `create table ${quoteName(name)} (${quoteName(name)} int primary key comment ${quoteText(name)}) comment ${quoteText(name)};`).join('\n  ')}
`;
