import type { Column, TableDefinition } from '@portolan/contract';
import { type Line, note, sql } from '../line.ts';
import { sameFacts } from '../same-facts.ts';
import { literal, printedBy, quoted } from './names.ts';
import { alterDomain, createDomain, domainsInArrays, domainsOf } from './own-domains.ts';

/** An enumeration that columns are of, or made of: its name as the catalogue prints it, and its labels. */
function enumsOf(tables: readonly TableDefinition[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { columns, type } of tables) {
    if (type === 'table') for (const column of columns) if (column.labels) found.set(nameOf(column), column.labels);
  }
  return found;
}

const nameOf = ({ element, baseType }: Column): string => element?.baseType ?? baseType;

const listed = (labels: readonly string[]): string => labels.map(literal).join(', ');

export const enumStatement = (name: string, labels: readonly string[]): string =>
  `CREATE TYPE ${name} AS ENUM (${listed(labels)})`;

/** The types of a table that are not the server's own, for those who make it elsewhere. */
export function neededTypes(table: TableDefinition): string[] {
  return [
    ...[...enumsOf([table])].flatMap(([name, labels]) => (printedBy(name) ? [enumStatement(name, labels)] : [])),
    ...compositesOf([table]).values(),
    ...[...domainsOf([table])].flatMap(([name, domain]) => createDomain(name, domain) ?? []),
  ];
}

/** Enumerations and domains that are new, where nobody has made them yet, and those that changed. */
export function typeChanges(before: readonly TableDefinition[], after: readonly TableDefinition[]): Line[] {
  return [...enumChanges(before, after), ...newComposites(before, after), ...domainChanges(before, after)];
}

/** Rows of attributes; what changes inside of one is told at its columns. */
function newComposites(before: readonly TableDefinition[], after: readonly TableDefinition[]): Line[] {
  const old = compositesOf(before);
  return [...compositesOf(after)].flatMap(([name, statement]) => (old.has(name) ? [] : [sql(unlessThere(statement))]));
}

function compositesOf(tables: readonly TableDefinition[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const column of tables.flatMap(({ columns, type }) => (type === 'table' ? columns : []))) {
    const name = printedBy(nameOf(column));
    const types = column.attributes?.map(({ nativeType }) => printedBy(nativeType)) ?? [null];
    if (name === null || types.includes(null)) continue;
    const listed = column.attributes?.map((one) => `${quoted(one.name)} ${one.nativeType}`).join(', ');
    found.set(name, `CREATE TYPE ${name} AS (${listed})`);
  }
  return found;
}

function domainChanges(before: readonly TableDefinition[], after: readonly TableDefinition[]): Line[] {
  const old = domainsOf(before);
  const inArrays = domainsInArrays(after);
  return [...domainsOf(after)].flatMap(([name, domain]) => {
    const known = old.get(name);
    if (known && inArrays.has(name) && !sameFacts(known, domain))
      return [note(`Not covered: the domain ${name}: PostgreSQL changes none that arrays are made of.`)];
    if (known) return alterDomain(name, known, domain);
    const text = createDomain(name, domain);
    return [text === null ? note(`Not covered: the domain ${name}.`) : sql(unlessThere(text))];
  });
}

function enumChanges(before: readonly TableDefinition[], after: readonly TableDefinition[]): Line[] {
  const old = enumsOf(before);
  return [...enumsOf(after)].flatMap(([name, labels]) => {
    if (printedBy(name) === null) return [note(`Not covered: the type ${name}.`)];
    const known = old.get(name);
    return known ? newLabels(name, known, labels) : [sql(unlessThere(enumStatement(name, labels)))];
  });
}

/** There is no other way to say IF NOT EXISTS of a type. */
const unlessThere = (statement: string): string =>
  `DO ${literal(`BEGIN ${statement}; EXCEPTION WHEN duplicate_object THEN NULL; END`)}`;

function newLabels(name: string, before: readonly string[], after: readonly string[]): Line[] {
  const kept = after.filter((label) => before.includes(label));
  if (kept.join('\0') !== before.join('\0'))
    return [note(`Not covered: labels of ${name} that went or changed places: PostgreSQL can only add some.`)];
  return after.flatMap((label, at) => {
    if (before.includes(label)) return [];
    const previous = after[at - 1];
    const following = after.find((one, index) => index > at && before.includes(one));
    const where =
      previous !== undefined ? ` AFTER ${literal(previous)}` : following ? ` BEFORE ${literal(following)}` : '';
    return [sql(`ALTER TYPE ${name} ADD VALUE IF NOT EXISTS ${literal(label)}${where}`)];
  });
}
