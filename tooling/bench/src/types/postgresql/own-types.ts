import type { Sample } from '../sample.ts';

/** Types that people make: each kind, over each other, and in another schema. */
export const OWN_TYPES = `
  create schema other;
  create schema "Odd . ""Schema";
  create type mood as enum ('sad', 'it''s "ok"', 'a,b', '💾');
  create type other.mood as enum ('sad');
  create type "Odd . ""Schema"."Odd [] Type" as enum ('x');
  create type words_odd as enum ('__proto__', '1', '01', 'new
line', 'toString', '*/', '\\', '');
  create type wordless as enum ();
  create type pair as (a int, b text);
  create type nested as (p pair, m mood, d bigint[]);
  create type floats as range (subtype = float8);
  create domain bigid as bigint;
  create domain bigid_required as bigint not null;
  create domain bigid_again as bigid check (value > 0);
  create domain flags as bit(5);
  create domain feeling as mood;
  create domain word as text;
  create domain short_word as varchar(2);
  create domain words as text[];
  create domain ints as int[] check (array_length(value, 1) > 0);
  create domain moods as mood[];
  create domain two_words as short_word;
  create domain pair_of_them as pair;
  create domain span as int4range;
  create domain doc as jsonb;
  create domain moment as timestamptz;
  create domain yes as boolean default true;
  create domain "text" as bigint;
  create extension citext;
  create extension hstore;
  create extension ltree;
  create extension cube;
  create extension isn;
  create table holder (id int, note text);
`;

const sample = (name: string, type: string, ...values: string[]): Sample => ({ name, type, values });

export const OWN_SAMPLES: Sample[] = [
  sample('own_enum', 'mood', "'sad'", "'💾'", `'it''s "ok"'`, "'a,b'"),
  sample('own_enums', 'mood[]', "'{sad,NULL}'", "'{}'", "'{{sad},{💾}}'"),
  sample('other_enum', 'other.mood', "'sad'"),
  sample('other_enums', 'other.mood[]', "'{sad}'"),
  sample('odd_enum', '"Odd . ""Schema"."Odd [] Type"', "'x'"),
  sample('odd_enums', '"Odd . ""Schema"."Odd [] Type"[]', "'{x}'"),
  sample(
    'odd_labels',
    'words_odd',
    "'__proto__'",
    "'1'",
    "'01'",
    `E'new\\nline'`,
    "'toString'",
    "'*/'",
    `E'\\\\'`,
    "''",
  ),
  sample('no_labels', 'wordless'),
  sample('no_labels_list', 'wordless[]', "'{}'"),
  sample('own_composite', 'pair', 'row(1, \'x, "y"\')', 'row(null, null)'),
  sample('own_composites', 'pair[]', "array[row(1,'x')::pair, null]"),
  sample('own_nested', 'nested', `row(row(1,'x'), 'sad', '{1,2}')`),
  sample('row_type', 'holder', "row(1, 'x')::holder"),
  sample('row_types', 'holder[]', "array[row(1, 'x')::holder]"),
  sample('own_range', 'floats', "'[1.5,2)'"),
  sample('own_ranges', 'floats[]', `'{"[1.5,2)"}'`),
  sample('own_multirange', 'floats_multirange', "'{[1,2)}'"),
  sample('domain_of_bigint', 'bigid', '9007199254740993'),
  { name: 'domain_required', type: 'bigid_required', values: ['9007199254740993'], required: true },
  sample('domain_of_domain', 'bigid_again', '9007199254740993'),
  sample('domain_of_bit', 'flags', "b'10101'"),
  sample('domain_of_enum', 'feeling', "'sad'"),
  sample('domain_of_varchar', 'short_word', "'💾💾'"),
  sample('domain_of_varchar_again', 'two_words', "'é'"),
  sample('domain_of_composite', 'pair_of_them', "row(1, 'x')"),
  sample('domains_of_composite', 'pair_of_them[]', "array[row(1, 'x')::pair_of_them]"),
  sample('domain_of_range', 'span', "'[1,3)'"),
  sample('domains_of_range', 'span[]', `'{"[1,3)"}'`),
  sample('domain_of_array', 'words', "'{a,NULL}'", "'{}'"),
  sample('domain_of_ints', 'ints', "'{1,2}'", "'{{1},{2}}'"),
  sample('domain_of_enums', 'moods', "'{sad}'"),
  sample('domain_of_json', 'doc', `'{"a":1}'`, "'[1,2]'"),
  sample('domain_of_time', 'moment', "'infinity'", "'2024-01-01'"),
  sample('domain_named_text', 'public."text"', '9007199254740993'),
  sample('domains_of_text', 'word[]', "'{a,b}'", "'{NULL}'"),
  sample('domains_of_varchar', 'short_word[]', "'{💾💾}'"),
  sample('domains_of_domain', 'bigid_again[]', "'{9007199254740993}'"),
  sample('domains_of_arrays', 'words[]', `array['{a}'::words]`),
  sample('domains_of_json', 'doc[]', `array['{"a":1}'::doc]`),
  sample('domains_of_time', 'moment[]', "'{infinity}'"),
  sample('varchar_1', 'varchar(1)', "'💾'", "'é'"),
  sample('char_3', 'char(3)', "'a'", "'💾💾💾'"),
  sample('varchars_1', 'varchar(1)[]', "'{💾}'"),
  sample('chars_3', 'char(3)[]', "'{a}'"),
  sample('bit_5', 'bit(5)', "b'10101'"),
  sample('bits_5', 'bit(5)[]', "'{10101}'"),
  sample('numeric_10_2', 'numeric(10,2)', '1.5', "'NaN'"),
  sample('numerics_10_2', 'numeric(10,2)[]', "'{1.5,NaN}'"),
  sample('bounded', 'int[]', "'[2:3]={1,2}'", "'[0:0][-1:-1]={{7}}'"),
  sample('declared_grid', 'int[3][3]', "'{1}'", "'{{1,2},{3,4}}'", "'{{{1}}}'"),
  { name: 'time_required', type: 'timestamp', values: ["'infinity'", "'2024-01-01'"], required: true },
  sample('t_citext', 'citext', "'A'"),
  sample('a_citext', 'citext[]', "'{A,NULL}'"),
  sample('t_hstore', 'hstore', `'"a"=>"1", "b"=>NULL'`),
  sample('a_hstore', 'hstore[]', `array['"a"=>"1"'::hstore]`),
  sample('t_ltree', 'ltree', "'a.b.c'"),
  sample('a_ltree', 'ltree[]', "'{a.b}'"),
  sample('t_cube', 'cube', "'(1,2),(3,4)'"),
  sample('t_isbn', 'isbn', "'978-0-393-04002-9'"),
  sample('time_0', 'timestamptz(0)', "'infinity'"),
  // Clients lose the first of them, or not.
  sample('odd_columns', `int, "__proto__" text default 'p', "constructor" text default 'c', "a ""b""\\" text`, '7'),
  sample('sql_identifier', 'information_schema.sql_identifier', "'a'"),
  sample('cardinal_number', 'information_schema.cardinal_number', '1'),
  sample('yes_or_no', 'information_schema.yes_or_no', "'YES'"),
  sample('time_stamp', 'information_schema.time_stamp', "'infinity'"),
  sample('identifiers', 'information_schema.sql_identifier[]', "'{a}'"),
];
