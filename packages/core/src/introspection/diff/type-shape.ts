import { type Column, type ConnectionKind, type FieldType, UNKNOWN } from '@portolan/contract';

/** What a column's type is made of, as far as the stored definition knows; undefined is not known. */
export interface TypeShape {
  kind: ConnectionKind | undefined;
  /** Of an array, that of its elements. */
  base: string;
  array: boolean;
  type: FieldType;
  length: number | null | undefined;
  precision: number | null | undefined;
  scale: number | null | undefined;
  /** What is printed in brackets or behind the name, where it is no size that is known. */
  modifiers: string;
  /** How a length is kept: as an upper bound, by filling up, to the letter, or in bits that come as bytes. */
  padding: 'none' | 'filled' | 'exact' | 'bits';
  /** What precision and scale count: decimal places that come as text or as a number, or fractions of a second. */
  digits: 'text' | 'number' | 'time';
  usualFraction: number;
  fractionsAsText: boolean;
}

const TIMES: ReadonlySet<FieldType> = new Set(['time', 'timestamp', 'interval']);

/** Printed names of PostgreSQL for what its catalogue calls otherwise, for snapshots that know no base type. */
const CATALOGUE_NAMES: Record<string, string> = {
  'character varying': 'varchar',
  character: 'bpchar',
  smallint: 'int2',
  integer: 'int4',
  bigint: 'int8',
  real: 'float4',
  'double precision': 'float8',
  boolean: 'bool',
  'bit varying': 'varbit',
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'time with time zone': 'timetz',
  'time without time zone': 'time',
};

/** The integers of PostgreSQL by their digits, and those of MySQL with what they hold. */
const POSTGRESQL_DIGITS: Record<string, number> = { int2: 5, int4: 10, int8: 19 };
export const MYSQL_INTEGERS: Record<string, { digits: number; range: readonly [number, number] }> = {
  ...integersOf('tinyint', 8),
  ...integersOf('smallint', 16),
  ...integersOf('mediumint', 24),
  ...integersOf('int', 32),
  ...integersOf('bigint', 64),
};

function integersOf(name: string, bits: number): typeof MYSQL_INTEGERS {
  const half = 2 ** (bits - 1);
  const digits = String(2n ** BigInt(bits)).length;
  return {
    [name]: { digits: String(BigInt(half)).length, range: [-half, half - 1] },
    [`${name} unsigned`]: { digits, range: [0, 2 * half - 1] },
  };
}

/** The shape of `column`; by its printed name alone where the other one knows no more, or is of another kind. */
export function typeShapeOf(column: Column, kind: ConnectionKind | undefined, byName: boolean): TypeShape {
  const element = column.element ?? null;
  const array = element !== null || column.type === 'array';
  const printed = printedBase(column);
  const known = element?.baseType ?? column.baseType ?? UNKNOWN;
  const base = byName || known === UNKNOWN ? nameIn(printed) : known;
  const type = element?.type ?? column.type;
  const digits = (kind === 'postgresql' ? POSTGRESQL_DIGITS[base] : MYSQL_INTEGERS[base]?.digits) ?? null;
  return {
    kind,
    base,
    array,
    type,
    length: column.length,
    precision: digits ?? column.precision,
    scale: digits === null ? column.scale : 0,
    modifiers: modifiersIn(printed),
    padding: paddingOf(base, kind),
    digits: TIMES.has(type) ? 'time' : decimalsAreText(base, array, kind) ? 'text' : 'number',
    usualFraction: kind === 'mysql' ? 0 : 6,
    fractionsAsText: kind === 'mysql' && base === 'time',
  };
}

/** Whether the catalogue's name of the type is known. */
export const knowsBase = ({ baseType }: Column): boolean => baseType !== undefined && baseType !== UNKNOWN;

/** What is printed of the type below all domains. */
export function printedBase({ nativeType, domains = [], element = null }: Column): string {
  if (element) return element.domains?.at(-1)?.nativeType ?? element.nativeType;
  return domains.at(-1)?.nativeType ?? nativeType ?? '';
}

function nameIn(printed: string): string {
  const name = printed
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return CATALOGUE_NAMES[name] ?? name;
}

/** `(Point,4326)`, `day to second`. */
function modifiersIn(printed: string): string {
  const brackets = [...printed.matchAll(/\([^)]*\)/g)].map(([text]) => text).join('');
  const fields = /^interval\s+(?<fields>[a-z ]+)/.exec(printed)?.groups?.fields ?? '';
  return (brackets + fields).toLowerCase();
}

function paddingOf(base: string, kind: ConnectionKind | undefined): TypeShape['padding'] {
  if (kind === 'postgresql') return base === 'bit' ? 'exact' : base === 'bpchar' ? 'filled' : 'none';
  if (base === 'binary') return 'filled';
  if (kind === 'mysql') return base === 'bit' ? 'bits' : 'none';
  return kind === 'sqlserver' && /^n?char$/.test(base) ? 'filled' : 'none';
}

/** Whether the usual client hands decimals out as the server writes them. */
function decimalsAreText(base: string, array: boolean, kind: ConnectionKind | undefined): boolean {
  return (kind === 'postgresql' && base === 'numeric' && !array) || (kind === 'mysql' && base.startsWith('decimal'));
}
