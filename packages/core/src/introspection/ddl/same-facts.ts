/** Whether two facts of a table are the same, whatever the order of their keys. */
export function sameFacts(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

interface Named {
  name: string;
}

export interface Parted<T> {
  removed: T[];
  added: T[];
  /** Alike but for the name. */
  renamed: { before: T; after: T }[];
}

/** What went, what came and what only has another name. One that changed went and came. */
export function partNamed<T extends Named>(a: readonly T[], b: readonly T[]): Parted<T> {
  const gone = a.filter((one) => !b.some((other) => sameFacts(one, other)));
  const come = b.filter((one) => !a.some((other) => sameFacts(one, other)));
  const renamed: Parted<T>['renamed'] = [];
  const names = new Set(b.map(({ name }) => name));
  for (const before of gone) {
    if (names.has(before.name)) continue;
    const after = come.find((one) => sameFacts({ ...one, name: before.name }, before) && !isKnown(a, one));
    if (after && !renamed.some((pair) => pair.after === after)) renamed.push({ before, after });
  }
  return {
    removed: gone.filter((one) => !renamed.some(({ before }) => before === one)),
    added: come.filter((one) => !renamed.some(({ after }) => after === one)),
    renamed,
  };
}

const isKnown = (list: readonly Named[], { name }: Named) => list.some((one) => one.name === name);
