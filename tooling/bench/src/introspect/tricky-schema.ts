/** Names that break whatever is not careful: quotes, patterns, escapes, spaces, case, scripts, and words of SQL. */
const ODD_NAMES = [`it's "quoted"`, '100%_sure', 'back\\slash', 'MiXeD Case', 'Größe ∑ 表', 'select', 'a.b', '`tick`'];

const quoters = {
  postgresql: (name: string) => `"${name.replaceAll('"', '""')}"`,
  mysql: (name: string) => `\`${name.replaceAll('`', '``')}\``,
};
const literal = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** One schema full of what readers of catalogues trip over, in the words of either engine. */
export function trickySchema(engine: keyof typeof quoters): string {
  const quote = quoters[engine];
  const odd = ODD_NAMES.map((name, index) => {
    const text = engine === 'mysql' ? literal(name) : `'${name.replaceAll("'", "''")}'`;
    const id = quote(name);
    const table = `create table ${id} (${id} int primary key, ${quote(`${name} 2`)} varchar(20) not null default ${text}`;
    const unique = index % 2 === 0 ? `, unique (${quote(`${name} 2`)}, ${id})` : '';
    const self = `, parent int, foreign key (parent) references ${id} (${id}) on delete set null)`;
    return `${table}${unique}${self};`;
  });
  const shared = `
    create table composite (b int not null, a int not null, c int, note varchar(40), primary key (a, b));
    create table points_at (x int, y int, z int, primary key (z),
      foreign key (x, y) references composite (a, b) on delete cascade,
      foreign key (y, z) references composite (a, b));
    create table two_ways (id int primary key, first int references_clause, second int references_clause);
    create table no_key (a int, b int not null);
    create view seen as select a, b, note from composite where c > 1;`;
  const references =
    engine === 'postgresql'
      ? shared.replaceAll(' references_clause', ' references two_ways')
      : shared
          .replaceAll(' references_clause', '')
          .replace(
            'second int)',
            'second int, foreign key (first) references two_ways (id), foreign key (second) references two_ways (id))',
          );
  const own =
    engine === 'postgresql'
      ? `create domain email as varchar(80) check (value like '%@%');
         create type mood as enum ('sad', 'ok');
         create table own (id bigint generated always as identity primary key, at email, how mood default 'ok',
           tags text[], span int4range, twice bigint generated always as (cardinality(tags) * 2) stored, gone int);
         alter table own drop column gone;
         alter table own add column late int not null default 0;
         create table parts (at int not null, primary key (at)) partition by range (at);
         create table parts_1 partition of parts for values from (0) to (10);
         create materialized view counted as select count(*) as n from own;
         drop materialized view counted;`
      : `create table own (id bigint unsigned auto_increment primary key, kind enum('a', 'b''c') default 'a',
           flags set('x', 'y'), body json, price decimal(10, 2) unsigned, twice decimal(12, 2) as (price * 2) stored,
           at timestamp(3) default current_timestamp(3), area geometry, words text, fulltext (words)) comment 'it''s';
         create sequence counting;
         create table kept (id int primary key, at int) with system versioning;`;
  return [references, ...odd, own].join('\n');
}
