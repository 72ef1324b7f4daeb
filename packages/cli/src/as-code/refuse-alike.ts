import type { DesiredConnection, DesiredTenant } from './desired.ts';
import type { Faults } from './faults.ts';
import { emailKey, grouped, nameKey } from './names.ts';

/** Refuses what the hub would take for one thing and a config has twice, and names both places. */
export function refuseAlike(faults: Faults, tenants: readonly DesiredTenant[]): void {
  refuse(faults, tenants, 'slug', ({ slug }) => slug);
  for (const { roles = [], members = [], connections = [] } of tenants) {
    refuse(faults, roles, 'name', ({ name }) => nameKey(name));
    refuse(faults, roles, 'renamedFrom', ({ renamedFrom }) => renamedFrom && nameKey(renamedFrom));
    refuse(faults, members, 'email', ({ email }) => emailKey(email));
    refuse(faults, connections, 'id', ({ id }) => id);
    refuse(faults, connections, 'renamedFrom', ({ renamedFrom }) => renamedFrom);
    refuseNames(faults, connections);
  }
}

/** Connections may be named alike on a hub: then each says by its id which one it is. */
function refuseNames(faults: Faults, connections: readonly DesiredConnection[]): void {
  for (const alike of grouped(connections, ({ name }) => nameKey(name)).values()) {
    if (alike.length > 1 && !alike.every(({ id }) => id)) refuse(faults, alike, 'name', () => 'the same');
  }
}

function refuse<T extends { place: string }, K extends keyof T & string>(
  faults: Faults,
  all: readonly T[],
  key: K,
  keyOf: (one: T) => string | null,
): void {
  const first = new Map<string, T>();
  for (const one of all) {
    const found = keyOf(one);
    if (!found) continue;
    const other = first.get(found);
    if (!other) first.set(found, one);
    else faults.add(`${one.place}.${key}`, `${JSON.stringify(one[key])} is ${sameAs(other, one, key)}`);
  }
}

function sameAs<T extends { place: string }>(other: T, one: T, key: keyof T & string): string {
  const place = `${other.place}.${key}`;
  return other[key] === one[key]
    ? `there twice: also at ${place}`
    : `the same to a hub as ${JSON.stringify(other[key])} at ${place}`;
}
