import type {
  CheckConstraint,
  Deferrable,
  Domain,
  Field,
  ForeignKey,
  IndexKey,
  KeyColumns,
  TableIndex,
} from '@portolan/contract';

/** Labels and attributes that are shown of a type. */
const MOST = 24;

const joined = (...parts: (string | null | false | undefined)[]) => parts.filter(Boolean).join(' · ');
const some = (items: readonly string[]) =>
  items.length <= MOST ? items.join(', ') : `${items.slice(0, MOST).join(', ')} and ${items.length - MOST} more`;

const PUT_OFF: Record<Deferrable, string | null> = {
  no: null,
  immediate: 'deferrable',
  deferred: 'deferrable, initially deferred',
};
const held = ({ enforced, validated = true }: { enforced: boolean; validated?: boolean }) =>
  enforced ? !validated && 'not validated' : 'not enforced';

export const keyNote = (key: KeyColumns): string =>
  joined(
    PUT_OFF[key.deferrable],
    key.nullsNotDistinct && 'nulls not distinct',
    key.withoutOverlaps && 'without overlaps',
    held(key),
  );

export const checkNote = (check: CheckConstraint): string => joined(held(check));

export const foreignKeyNote = (key: ForeignKey): string =>
  joined(
    key.name,
    `on update ${key.onUpdate.toLowerCase()}, on delete ${key.onDelete.toLowerCase()}${
      key.setColumns.length > 0 ? ` (${key.setColumns.join(', ')})` : ''
    }`,
    key.match === 'FULL' && 'match full',
    key.period && 'period',
    PUT_OFF[key.deferrable],
    held(key),
  );

/** A part of an index as SQL writes it: `name(10) desc nulls last`. */
export function indexKeyText(key: IndexKey): string {
  const { column, expression, length, collation, operatorClass, descending, nulls } = key;
  const usual = descending ? 'first' : 'last';
  return [
    `${column ?? expression}${length === null ? '' : `(${length})`}`,
    collation && `collate ${collation}`,
    operatorClass,
    descending && 'desc',
    nulls !== null && nulls !== usual && `nulls ${nulls}`,
  ]
    .filter(Boolean)
    .join(' ');
}

export const indexNote = (index: TableIndex): string =>
  joined(
    index.primary ? 'primary key' : index.unique && 'unique',
    index.nullsNotDistinct && 'nulls not distinct',
    index.method,
    index.include.length > 0 && `includes ${index.include.join(', ')}`,
    index.predicate && `where ${index.predicate}`,
    !index.valid && 'not valid',
    index.ignored && 'not used',
  );

/** A domain as one line: what it is over, and what it asks of a value. */
export function domainText({ name, nativeType, nullable, default: value, checks }: Domain): string {
  const rules = checks.map((check) => joined(`check ${check.expression}`, checkNote(check)));
  return joined(`${name} is ${nativeType}`, !nullable && 'not null', value !== null && `default ${value}`, ...rules);
}

/** What is below the printed type of a column, a line each. */
export function typeNotes({ labels, attributes, domains, element, collation }: Field): string[] {
  return [
    ...[...domains, ...(element?.domains ?? [])].map(domainText),
    labels ? some(labels.map((label) => `'${label}'`)) : '',
    attributes ? `(${some(attributes.map(({ name, nativeType }) => `${name} ${nativeType}`))})` : '',
    collation ? `collation ${collation}` : '',
  ].filter((line) => line !== '');
}
