import type { Column } from '@portolan/contract';
import { type Line, note } from '../line.ts';
import { isUsual, printedBy, quoted } from './names.ts';

const IDENTITY = { 'identity-always': 'ALWAYS', 'identity-by-default': 'BY DEFAULT' } as const;

export const identityOf = ({ generated }: Column): string | null =>
  generated === 'identity-always' || generated === 'identity-by-default' ? IDENTITY[generated] : null;

export const isComputed = ({ generated }: Column): boolean => generated === 'stored' || generated === 'virtual';

/** What of a column a draft cannot write, in words; null where it can write all of it. */
export function unwritable(column: Column): string | null {
  if (printedBy(column.nativeType) === null) return `the type of ${column.name}, ${column.nativeType}`;
  if (column.default !== null && printedBy(column.default) === null) return `the default of ${column.name}`;
  return null;
}

/** The definition of a column in a table, or of one that is added to it. */
export function columnDefinition(column: Column): string {
  return [quoted(column.name), typeOf(column), ...origin(column), ...(mustHave(column) ? ['NOT NULL'] : [])].join(' ');
}

/** A type with the collation that is not its own. */
export function typeOf({ nativeType, collation }: Column): string {
  return collation === null ? nativeType : `${nativeType} COLLATE ${quoted(collation)}`;
}

/** What has a collation of somebody's own needs that first. */
export function collationNotes(table: string, { name, collation }: Column): Line[] {
  if (collation === null || isUsual(collation)) return [];
  return [note(`Not covered: the collation ${collation} of ${table}.${quoted(name)}, where it is not there yet.`)];
}

/** A domain says for itself what may not be null. */
function mustHave({ nullable, domains }: Column): boolean {
  return !nullable && !domains.some((domain) => !domain.nullable);
}

function origin(column: Column): string[] {
  if (isComputed(column))
    return [`GENERATED ALWAYS AS (${column.default}) ${column.generated === 'stored' ? 'STORED' : 'VIRTUAL'}`];
  const identity = identityOf(column);
  if (identity !== null) return [`GENERATED ${identity} AS IDENTITY`];
  return column.default === null ? [] : [`DEFAULT ${column.default}`];
}
