/** The sample of the conformance suite, for MySQL and MariaDB alike. */
export const MYSQL_SAMPLE = `
  create table customers (
    id int auto_increment primary key,
    email varchar(80) not null unique comment 'Where to write to'
  ) comment 'People who buy';
  create table orders (
    id int primary key,
    customer_id int not null,
    total decimal(10,2) not null default 0,
    placed_at timestamp null,
    note text,
    key orders_customer (customer_id),
    constraint orders_to_customers foreign key (customer_id) references customers (id) on delete cascade
  );
  create view big_orders as select * from orders where total > 100`;
