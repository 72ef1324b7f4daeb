import type { Permission } from '@portolan/contract';

const NONE: ReadonlySet<Permission> = new Set();
const sets = new Map<string, ReadonlySet<Permission>>();
const REMEMBERED = 1_000;

/** The set that a comma-separated list stands for. Most people hold one of a few lists: each is made into a set once. */
export function permissionSet(list: string | null): ReadonlySet<Permission> {
  if (!list) return NONE;
  const known = sets.get(list);
  if (known) return known;
  if (sets.size >= REMEMBERED) sets.clear();
  const made: ReadonlySet<Permission> = new Set(list.split(',') as Permission[]);
  sets.set(list, made);
  return made;
}
