import type { TestPostgres } from '@portolan/testing/postgres';
import type { Row, Sample } from '../sample.ts';
import { LITERALS, WITHOUT_VALUES } from './literals.ts';
import { OWN_SAMPLES, OWN_TYPES } from './own-types.ts';

const TYPES = `
  select t.typname as name, format_type(t.oid, null) as type, t.typarray <> 0 as arrays
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where n.nspname = 'pg_catalog' and t.typtype in ('b', 'r', 'm') and t.typcategory <> 'A' or t.typname in ('int2vector', 'oidvector')
  order by t.oid`;

interface TypeRow extends Row {
  name: string;
  type: string;
  arrays: boolean;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A table for each type that the server has, for the arrays of each, and for those that people make. */
export async function makeSamples(server: TestPostgres): Promise<Sample[]> {
  await server.query(OWN_TYPES);
  const types = await server.query<TypeRow>(TYPES);
  const unknown = types.filter(({ name }) => !LITERALS[name] && !WITHOUT_VALUES.includes(name));
  if (unknown.length > 0) throw new Error(`no values of ${unknown.map(({ name }) => name)}`);
  const samples = [...types.flatMap(samplesOf), ...OWN_SAMPLES];
  await server.query(samples.map(toSql).join('\n'));
  await server.query(VIEWS.map(({ name, type }) => `create view ${name} as ${type};`).join('\n'));
  return [...samples, ...VIEWS];
}

function samplesOf({ name, type, arrays }: TypeRow): Sample[] {
  // The type alone would be read as character(1), or as a list of columns.
  const written = name === 'bpchar' ? 'bpchar' : type;
  const values = (LITERALS[name] ?? []).map((text) => `${quote(text)}::${written}`);
  const own: Sample = { name: `t_${name}`, type: written, values };
  if (!arrays) return [own];
  const list = `array[${[...values, 'null'].join(', ')}]::${written}[]`;
  const grid = values[0] ? [`array[array[${values[0]}], array[null]]::${written}[]`] : [];
  const shifted = values.length > 0 ? [`array_fill(${values[0]}, array[1], array[3])`] : [];
  return [own, { name: `a_${name}`, type: `${written}[]`, values: [list, ...grid, ...shifted, `'{}'::${written}[]`] }];
}

function toSql({ name, type, values, required }: Sample): string {
  const rows = [...values, ...(required ? [] : ['null'])].map((value) => `(${value})`);
  return `create table ${name} (v ${type}${required ? ' not null' : ''}); insert into ${name} values ${rows.join(', ')};`;
}

/** What a view promises less of: a null where a domain has none. */
const VIEWS: Sample[] = [
  {
    name: 'view_of_nothing',
    type: 'select r.v from (values (1)) one left join domain_required r on false',
    values: [],
    view: true,
  },
  { name: 'view_of_json', type: 'select v from t_jsonb', values: [], view: true },
  { name: 'view_of_enums', type: 'select v from own_enums', values: [], view: true },
  { name: 'view_of_trees', type: 'select adbin as v from pg_attrdef union all select null', values: [], view: true },
];
