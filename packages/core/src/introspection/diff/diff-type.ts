import type { Change, Column, CompositeAttribute, ConnectionKind, Domain } from '@portolan/contract';
import { changeOf, type Path } from './change-of.ts';
import { diffDomains } from './diff-domains.ts';
import { ATTRIBUTE_OUTCOMES, labelsChanged } from './label-rules.ts';
import { TYPE_OUTCOMES, typeChanged } from './type-rules.ts';
import { bothKnow, same } from './values.ts';

/** Facts of a type that are compared as a whole, the most telling first. */
const FACTS = ['nativeType', 'baseType', 'type', 'length', 'precision', 'scale', 'element'] as const;

/** The type of a column: what it is, and the labels, attributes and domains that it is made of. */
export function diffType(path: Path, a: Column, b: Column, kind: ConnectionKind | undefined): Change[] {
  const inside = [...diffLabels(path, a, b, kind), ...diffAttributes(path, a, b)];
  const outcome = typeChanged(a, b, kind);
  const around = { after: b, kind, typeTold: outcome !== null };
  const domains = ['domains', 'element'].flatMap((key) => {
    const [before, after] = [domainsIn(a, key), domainsIn(b, key)];
    const place = key === 'domains' ? [...path, 'domains'] : [...path, 'element', 'domains'];
    return before && after ? diffDomains(place, before, after, around) : [];
  });
  const others = [...inside, ...domains];
  return [...diffWhole(path, a, b, outcome, others.length > 0), ...others];
}

function domainsIn(column: Column, key: string): Domain[] | undefined {
  return key === 'domains' ? column.domains : (column.element?.domains ?? (column.element === null ? [] : undefined));
}

/** One change says it: by the printed type where that differs, else by each fact that does. */
function diffWhole(
  path: Path,
  a: Column,
  b: Column,
  outcome: ReturnType<typeof typeChanged>,
  toldInside: boolean,
): Change[] {
  const different = FACTS.filter((key) => bothKnow(a, b, key) && !same(a[key], b[key]));
  if (!outcome && (toldInside || different.length === 0)) return [];
  const told = outcome ?? TYPE_OUTCOMES.spelling;
  const [first] = different;
  if (first === undefined) return [];
  // Length, precision and scale stand each for itself; of the others one is told.
  const keys = ['length', 'precision', 'scale'].includes(first)
    ? different.filter((key) => key !== 'element')
    : [first];
  return keys.map((key) => changeOf([...path, key], a[key], b[key], told));
}

function diffLabels(path: Path, a: Column, b: Column, kind: ConnectionKind | undefined): Change[] {
  if (!a.labels || !b.labels || same(a.labels, b.labels)) return [];
  return [changeOf([...path, 'labels'], a.labels, b.labels, labelsChanged(a.labels, b.labels, kind))];
}

function diffAttributes(path: Path, a: Column, b: Column): Change[] {
  if (!a.attributes || !b.attributes || same(a.attributes, b.attributes)) return [];
  const place = [...path, 'attributes'];
  const [before, after] = [typesOf(a.attributes), typesOf(b.attributes)];
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) return [];
    const { attributeAdded, attributeRemoved, attributeType } = ATTRIBUTE_OUTCOMES;
    const outcome = old === undefined ? attributeAdded : now === undefined ? attributeRemoved : attributeType;
    return [changeOf([...place, name], old, now, outcome)];
  });
  if (changes.length > 0) return changes;
  return [changeOf(place, [...before.keys()], [...after.keys()], ATTRIBUTE_OUTCOMES.attributeOrder)];
}

const typesOf = (attributes: readonly CompositeAttribute[]) =>
  new Map(attributes.map(({ name, nativeType }) => [name, nativeType]));
