import type { Change, ChangedPart, ChangeValue } from '@portolan/contract';
import { tableKind } from '../table-kind.ts';
import { t } from './diff-texts.ts';

/** A value as it is shown: `nullable` says yes or no in the words of the table view, a part is told in a line. */
export function changeValue({ path }: Pick<Change, 'path'>, value: ChangeValue): string {
  if (value === null) return t().values.none;
  if (path.at(-1) === 'nullable' && typeof value === 'boolean') return value ? t().values.null : t().values.notNull;
  if (typeof value === 'boolean') return value ? t().values.yes : t().values.no;
  if (Array.isArray(value)) return value.length > 0 ? listOf(value) : t().values.none;
  if (typeof value === 'object') return partText(value);
  return path.length === 1 && (path[0] === 'kind' || path[0] === 'type') ? tableKind(String(value)) : String(value);
}

/** A name that could be taken for two is quoted. */
const listOf = (texts: readonly unknown[]): string =>
  texts.map((text) => (/[,"]|^\s|\s$|^$/.test(String(text)) ? JSON.stringify(text) : String(text))).join(', ');

const isRecord = (value: ChangedPart[string] | undefined): value is Record<string, string | string[]> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A column, key, check or index that came or went, by its most telling facts. */
function partText(part: ChangedPart): string {
  const { nativeType, nullable, columns, references, expression, definition, predicate } = part;
  const { values } = t();
  const words = [
    part.unique === true && values.unique,
    Array.isArray(columns) && `(${listOf(columns)})`,
    nativeType,
    nativeType !== undefined && nullable === false && values.notNull,
    typeof part.default === 'string' &&
      (isComputed(part) ? values.computed(part.default) : values.default(part.default)),
    isRecord(references) && `→ ${references.schema}.${references.table} (${listOf([references.columns ?? []].flat())})`,
    expression,
    definition,
    typeof predicate === 'string' && values.where(predicate),
  ];
  const told = words.filter((word) => typeof word === 'string' && word !== '').join(' ');
  return told || (typeof part.name === 'string' ? part.name : JSON.stringify(part));
}

const isComputed = ({ generated }: ChangedPart) => generated === 'stored' || generated === 'virtual';
