/** Tables that one statement makes: more would need more locks than a server has by default. */
const PER_STATEMENT = 250;
const EXTRA_COLUMNS = 15;
export const COLUMNS_PER_TABLE = 5 + EXTRA_COLUMNS;

const nameOf = (number: number) => `t${String(number).padStart(5, '0')}`;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** SQL for `tables` tables of 20 columns with keys, references, indexes, checks and comments, in pieces. */
export function* wideSchema(engine: 'postgresql' | 'mysql', tables: number): Generator<string> {
  for (let from = 1; from <= tables; from += PER_STATEMENT) {
    const numbers = range(from, Math.min(from + PER_STATEMENT, tables + 1));
    yield numbers.map(engine === 'postgresql' ? postgresqlTable : mysqlTable).join('\n');
  }
}

function postgresqlTable(number: number): string {
  const name = nameOf(number);
  const extra = range(6, 6 + EXTRA_COLUMNS).map((column) => `c${column} text`);
  return `
    create table ${name} (id bigint generated always as identity primary key,
      parent_id bigint references ${nameOf(Math.max(1, number - 1))} on delete cascade,
      name varchar(80) not null default 'x', price numeric(10, 2), made_at timestamptz default now(), ${extra},
      constraint ${name}_price check (price > 0));
    create index on ${name} (parent_id, name);
    comment on table ${name} is 'Table number ${number} of many';
    comment on column ${name}.name is 'What it is called';`;
}

function mysqlTable(number: number): string {
  const name = nameOf(number);
  const extra = range(6, 6 + EXTRA_COLUMNS).map((column) => `c${column} varchar(200)`);
  return `
    create table ${name} (id bigint auto_increment primary key, parent_id bigint,
      name varchar(80) not null default 'x' comment 'What it is called', price decimal(10, 2),
      made_at datetime default current_timestamp, ${extra}, key ${name}_parent (parent_id, name),
      constraint ${name}_fk foreign key (parent_id) references ${nameOf(Math.max(1, number - 1))} (id) on delete cascade,
      constraint ${name}_price check (price > 0)) comment 'Table number ${number} of many';`;
}
