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
import { wholeNumber } from '../../../lib/format.ts';
import { localized } from '../../../lib/locale.ts';
import { schemaFacts } from '../../../locales/en.ts?schemaFacts';

const t = localized('schemaFacts', schemaFacts);

/** Labels and attributes that are shown of a type. */
const MOST = 24;

const joined = (...parts: (string | null | false | undefined)[]) => parts.filter(Boolean).join(' · ');
const some = (items: readonly string[]) =>
  items.length <= MOST ? items.join(', ') : t().more(items.slice(0, MOST).join(', '), wholeNumber(items.length - MOST));

const putOff = (deferrable: Deferrable) =>
  ({ no: null, immediate: t().deferrable, deferred: t().deferred })[deferrable];
const held = ({ enforced, validated = true }: { enforced: boolean; validated?: boolean }) =>
  enforced ? !validated && t().notValidated : t().notEnforced;

export const keyNote = (key: KeyColumns): string =>
  joined(
    putOff(key.deferrable),
    key.nullsNotDistinct && t().nullsNotDistinct,
    key.withoutOverlaps && t().withoutOverlaps,
    held(key),
  );

export const checkNote = (check: CheckConstraint): string => joined(held(check));

export const foreignKeyNote = (key: ForeignKey): string =>
  joined(
    key.name,
    key.setColumns.length > 0
      ? t().rulesOf(key.onUpdate, key.onDelete, key.setColumns.join(', '))
      : t().rules(key.onUpdate, key.onDelete),
    key.match === 'FULL' && t().matchFull,
    key.period && t().period,
    putOff(key.deferrable),
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
    index.primary ? t().primaryKey : index.unique && t().unique,
    index.nullsNotDistinct && t().nullsNotDistinct,
    index.method,
    index.include.length > 0 && t().includes(index.include.join(', ')),
    index.predicate && t().where(index.predicate),
    !index.valid && t().notValid,
    index.ignored && t().notUsed,
  );

/** A domain as one line: what it is over, and what it asks of a value. */
export function domainText({ name, nativeType, nullable, default: value, checks }: Domain): string {
  const rules = checks.map((check) => joined(t().check(check.expression), checkNote(check)));
  return joined(t().domain(name, nativeType), !nullable && t().notNull, value !== null && t().default(value), ...rules);
}

/** What is below the printed type of a column, a line each. */
export function typeNotes({ labels, attributes, domains, element, collation }: Field): string[] {
  return [
    ...[...domains, ...(element?.domains ?? [])].map(domainText),
    labels ? some(labels.map((label) => `'${label}'`)) : '',
    attributes ? `(${some(attributes.map(({ name, nativeType }) => `${name} ${nativeType}`))})` : '',
    collation ? t().collation(collation) : '',
  ].filter((line) => line !== '');
}
