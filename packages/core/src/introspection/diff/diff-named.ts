import type { Change } from '@portolan/contract';
import { changeOf, type Path, renaming } from './change-of.ts';
import type { Outcome } from './outcome.ts';
import { same } from './values.ts';

interface Named {
  name: string;
}

/** What comes of a thing that is new, gone, only renamed, or there on both sides. */
export interface NamedRules<T extends Named> {
  added(after: T): Outcome;
  removed(before: T): Outcome;
  /** `never`: another name is another thing. */
  renamed: Outcome | 'never';
  changed(path: Path, before: T, after: T): Change[];
  /** What is not to be told of: it comes and goes with something that is told. */
  untold?(one: T, side: 'before' | 'after'): boolean;
}

/** Things by their names; one that is gone and one that is new are the same renamed, where nothing else differs. */
export function diffNamed<T extends Named>(
  path: Path,
  a: readonly T[],
  b: readonly T[],
  { added, removed, renamed, changed, untold = () => false }: NamedRules<T>,
): Change[] {
  const after = new Map(b.map((one) => [one.name, one]));
  const before = new Set(a.map(({ name }) => name));
  const fresh = new Set(b.filter(({ name }) => !before.has(name)));
  const changes = a.flatMap((one): Change[] => {
    const place = [...path, one.name];
    const now = after.get(one.name);
    if (now) return changed(place, one, now);
    const heir = renamed === 'never' ? undefined : [...fresh].find((other) => alike(one, other));
    if (heir) fresh.delete(heir);
    if (untold(one, 'before')) return [];
    if (heir && renamed !== 'never') return [renaming(place, one.name, heir.name, renamed)];
    return [changeOf(place, one, null, removed(one))];
  });
  const told = [...fresh].filter((one) => !untold(one, 'after'));
  return [...changes, ...told.map((one) => changeOf([...path, one.name], null, one, added(one)))];
}

const alike = (one: Named, other: Named) => same({ ...one, name: '' }, { ...other, name: '' });
