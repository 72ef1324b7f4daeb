/** What a hub tells names apart by: those that differ in case or in their way of writing alone are one. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();

export const emailKey = (email: string): string => email.toLowerCase();

/** The one that is meant by a name that is not there, if any is near enough to it. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const most = Math.max(2, Math.floor(name.length / 3));
  let [found, least]: [string | null, number] = [null, most + 1];
  for (const each of known) {
    const distance = distanceOf(nameKey(name), nameKey(each));
    if (distance < least) [found, least] = [each, distance];
  }
  return found;
}

export const orNearest = (name: string, known: Iterable<string>): string => {
  const found = nearest(name, known);
  return found === null ? '' : ` Did you mean ${found}?`;
};

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** All of one key together. The oldest Node that this runs on has no `Map.groupBy`. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
