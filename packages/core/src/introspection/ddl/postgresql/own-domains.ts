import type { CheckConstraint, Domain, TableDefinition } from '@portolan/contract';
import { type Line, note, sql } from '../line.ts';
import { partNamed } from '../same-facts.ts';
import { place, printedBy, quoted } from './names.ts';

/** The domains of tables by their quoted names, those first that others are built on. */
export function domainsOf(tables: readonly TableDefinition[]): Map<string, Domain> {
  const found = new Map<string, Domain>();
  for (const { columns, type } of tables) {
    if (type !== 'table') continue;
    for (const { domains, element } of columns)
      for (const domain of [...domains, ...(element?.domains ?? [])].toReversed()) found.set(place(domain), domain);
  }
  return found;
}

/** Domains that arrays are made of. */
export function domainsInArrays(tables: readonly TableDefinition[]): Set<string> {
  const elements = tables.flatMap(({ columns }) => columns.flatMap(({ element }) => element?.domains ?? []));
  return new Set(elements.map(place));
}

/** Null where the draft cannot write it. */
export function createDomain(name: string, { nativeType, nullable, default: text, checks }: Domain): string | null {
  const parts = checks.map(checkDefinition);
  if (printedBy(nativeType) === null || (text !== null && printedBy(text) === null) || parts.includes(null))
    return null;
  return [
    `CREATE DOMAIN ${name} AS ${nativeType}`,
    text === null ? '' : ` DEFAULT ${text}`,
    nullable ? '' : ' NOT NULL',
    ...parts.map((part) => ` ${part}`),
  ].join('');
}

function checkDefinition({ name, expression }: CheckConstraint): string | null {
  const text = printedBy(expression);
  return text === null ? null : `CONSTRAINT ${quoted(name)} CHECK (${text})`;
}

/** Leads a domain from one definition to the other. */
export function alterDomain(name: string, before: Domain, after: Domain): Line[] {
  if (before.nativeType !== after.nativeType)
    return [
      note(`Not covered: the domain ${name} is over ${after.nativeType} now, and was over ${before.nativeType}.`),
    ];
  const alter = (text: string) => sql(`ALTER DOMAIN ${name} ${text}`);
  const lines: Line[] = [];
  if (before.nullable !== after.nullable) lines.push(alter(after.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'));
  if (before.default !== after.default) lines.push(...defaultLines(name, after));
  const { removed, added, renamed } = partNamed(before.checks, after.checks);
  for (const check of removed) lines.push(alter(`DROP CONSTRAINT ${quoted(check.name)}`));
  for (const pair of renamed)
    lines.push(alter(`RENAME CONSTRAINT ${quoted(pair.before.name)} TO ${quoted(pair.after.name)}`));
  for (const check of added) {
    const text = checkDefinition(check);
    const late = check.validated ? '' : ' NOT VALID';
    lines.push(text === null ? note(`Not covered: the check ${check.name} of ${name}.`) : alter(`ADD ${text}${late}`));
  }
  return lines;
}

function defaultLines(name: string, { default: text }: Domain): Line[] {
  if (text === null) return [sql(`ALTER DOMAIN ${name} DROP DEFAULT`)];
  if (printedBy(text) === null) return [note(`Not covered: the default of the domain ${name}.`)];
  return [sql(`ALTER DOMAIN ${name} SET DEFAULT ${text}`)];
}
