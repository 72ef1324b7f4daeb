import { type AlterCase, alters } from './alter-case.ts';

/** Names and texts that end a statement where they are not quoted. */
const NAMES = [
  'semi;colon',
  'quo"te',
  "apo'strophe",
  'back`tick',
  'back\\slash',
  'new\nline',
  '-- comment',
  '$$',
  'ünïcode ⚓',
];

const pg = (name: string) => `"${name.replaceAll('"', '""')}"`;
const my = (name: string) => `\`${name.replaceAll('`', '``')}\``;
const text = (words: string) => `'${words.replaceAll("'", "''")}'`;

export const POSTGRESQL_HOSTILE: AlterCase[] = NAMES.map((name) =>
  alters(
    `everything called ${JSON.stringify(name)}`,
    `create table t (id int primary key, ${pg(`old ${name}`)} int)`,
    `alter table t drop column ${pg(`old ${name}`)};
     create type ${pg(`type ${name}`)} as enum (${text(name)}, 'plain');
     alter table t add column ${pg(name)} text not null default ${text(name)}, add column kind ${pg(`type ${name}`)};
     alter table t add constraint ${pg(`key ${name}`)} unique (${pg(name)});
     alter table t add constraint ${pg(`check ${name}`)} check (${pg(name)} <> ${text(name)});
     create index ${pg(`index ${name}`)} on t (lower(${pg(name)})) where ${pg(name)} <> ${text(name)};
     comment on column t.${pg(name)} is ${text(name)}; comment on table t is ${text(name)};
     create table ${pg(`table ${name}`)} (${pg(name)} text references t (${pg(name)}), counted serial)`,
  ),
);

export const MARIADB_HOSTILE: AlterCase[] = NAMES.map((name) => {
  const words = text(name.replaceAll('\\', '\\\\'));
  return alters(
    `everything called ${JSON.stringify(name)}`,
    `create table t (id int primary key, ${my(`old ${name}`)} int)`,
    `alter table t drop column ${my(`old ${name}`)}, add column ${my(name)} varchar(40) not null default ${words} comment ${words},
       add column kind enum(${words}, 'plain'), add unique index ${my(`key ${name}`)} (${my(name)}),
       add constraint ${my(`check ${name}`)} check (${my(name)} <> ${words}), comment ${words};
     create table ${my(`table ${name}`)} (${my(name)} varchar(40),
       constraint ${my(`to ${name}`)} foreign key (${my(name)}) references t (${my(name)}))`,
  );
});
