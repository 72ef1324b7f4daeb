import type { ConnectionKind } from '@portolan/contract';
import { NOBODY, type Outcome, type Outcomes, READ, WRITE } from './outcome.ts';
import { MYSQL_INTEGERS } from './type-shape.ts';

export const STEP_OUTCOMES = {
  wider: { breaks: NOBODY, reason: 'a wider type that is read as before' },
  narrower: { breaks: WRITE, reason: 'a narrower type that is read as before' },
  readOtherwise: { breaks: READ, reason: 'a type that takes all values and gives or compares them otherwise' },
} satisfies Outcomes;

type Step = keyof typeof STEP_OUTCOMES;

/** From base types to others, which stand behind a colon. What is in no list is another type altogether. */
type Steps = Readonly<Record<Step, readonly string[]>>;

const POSTGRESQL: Steps = {
  wider: [
    'int2: int4, float4',
    'int2, int4: float8',
    'int8: numeric',
    'int4range: int8range',
    'float4: float8',
    'varchar, name: text',
    'text, name: varchar',
    'date: timestamp',
    'bit: varbit',
    'cidr: inet',
  ],
  narrower: ['int4: int2', 'float8: float4', 'varchar, text: name', 'varbit: bit', 'inet: cidr'],
  readOtherwise: [
    'int2, int4: int8, numeric',
    'bool, int2, int4, int8, float4, float8, numeric, money: varchar, text',
    'date, timestamp, timestamptz, time, timetz, interval: varchar, text',
    'bytea, json, jsonb, xml, inet, cidr, bpchar, uuid, public.citext: varchar, text',
    'varchar, text: bpchar',
    'varchar, text: public.citext',
    'json: jsonb',
    'jsonb: json',
    'date, timestamp: timestamptz',
    'time: timetz',
  ],
};

const MYSQL: Steps = {
  wider: [
    ...integers((from, to) => to[0] <= from[0] && to[1] >= from[1]),
    'float: double',
    'char: varchar, tinytext, text, mediumtext, longtext',
    'varchar: text, mediumtext, longtext',
    'tinytext: text, mediumtext, longtext',
    'text: mediumtext, longtext',
    'mediumtext: longtext',
    'varbinary: blob, mediumblob, longblob',
    'tinyblob: blob, mediumblob, longblob',
    'blob: mediumblob, longblob',
    'mediumblob: longblob',
    'date: datetime',
    'timestamp: datetime',
  ],
  narrower: [
    ...integers((from, to) => to[0] > from[0] || to[1] < from[1]),
    'double: float',
    'varchar: char, tinytext',
    'tinytext, text, mediumtext, longtext: char, varchar',
    'longtext: mediumtext, text, tinytext',
    'mediumtext: text, tinytext',
    'text: tinytext',
    'tinyblob, blob, mediumblob, longblob: varbinary',
    'longblob: mediumblob, blob, tinyblob',
    'mediumblob: blob, tinyblob',
    'blob: tinyblob',
    'date, datetime: timestamp',
    'datetime, timestamp: date',
  ],
  readOtherwise: [
    `${Object.keys(MYSQL_INTEGERS).join(', ')}: decimal`,
    `${Object.keys(MYSQL_INTEGERS).join(', ')}: char, varchar, tinytext, text, mediumtext, longtext`,
    'set, uuid, inet4, inet6: char, varchar, tinytext, text, mediumtext, longtext',
  ],
};

/** What is true of SQL Server, Snowflake and Databricks, by the names that each of them has. */
const OTHERS: Steps = {
  wider: [
    'tinyint, byte: smallint, int, short',
    'smallint, short: int',
    'real: float',
    'float: double',
    'char, varchar: nvarchar, string, text',
    'nchar: nvarchar',
    'varbinary: binary',
    'smalldatetime, datetime: datetime2',
  ],
  narrower: ['int: smallint, tinyint, short, byte', 'smallint, short: tinyint, byte', 'nvarchar: varchar'],
  readOtherwise: ['tinyint, smallint, int, byte, short: bigint, long', 'date: datetime, datetime2, timestamp'],
};

type Range = readonly [least: number, most: number];

function integers(fits: (from: Range, to: Range) => boolean): string[] {
  const all = Object.entries(MYSQL_INTEGERS);
  return all.flatMap(([from, { range }]) =>
    all.filter(([to, other]) => to !== from && fits(range, other.range)).map(([to]) => `${from}: ${to}`),
  );
}

function byPair(steps: Steps): ReadonlyMap<string, Outcome> {
  const pairs = Object.entries(steps).flatMap(([step, lines]) =>
    lines.flatMap((line) => {
      const [from = [], to = []] = line.split(': ').map((names) => names.split(', '));
      return from.flatMap((one) => to.map((other) => [`${one}: ${other}`, STEP_OUTCOMES[step as Step]] as const));
    }),
  );
  return new Map(pairs);
}

const [OF_POSTGRESQL, OF_MYSQL, OF_OTHERS] = [byPair(POSTGRESQL), byPair(MYSQL), byPair(OTHERS)];

/** What becomes of readers and writers where a column goes from one base type to another; undefined: nothing is known. */
export function stepBetween(from: string, to: string, kind: ConnectionKind | undefined): Outcome | undefined {
  const steps = kind === 'postgresql' ? OF_POSTGRESQL : kind === 'mysql' ? OF_MYSQL : OF_OTHERS;
  return steps.get(`${from}: ${to}`);
}
