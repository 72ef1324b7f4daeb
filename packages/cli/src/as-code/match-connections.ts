import type { Connection } from '@portolan/contract';
import type { DesiredConnection } from './desired.ts';
import { grouped, nameKey } from './names.ts';

type Matched = Map<DesiredConnection, Connection | null>;

/**
 * Which connection of a hub each of a config is: the one of its id; else that of exactly its name, of its name in another
 * way of writing, or of its former name. Null is a new one. Those that are none of these are told, and left out.
 */
export function matchConnections(
  desired: readonly DesiredConnection[],
  present: readonly Connection[],
  block: (place: string, message: string) => void,
): Matched {
  const matched: Matched = new Map();
  const taken = new Set<Connection>();
  const take = (wanted: DesiredConnection, found: Connection) => {
    taken.add(found);
    matched.set(wanted, found);
  };
  const byId = new Map(present.map((one) => [one.id, one]));
  for (const wanted of desired) {
    if (wanted.id === null) continue;
    const found = byId.get(wanted.id);
    if (found) take(wanted, found);
    else block(`${wanted.place}.id`, `no connection of the hub has this id, as it would have to for ${wanted.name}`);
  }
  // The nearer way of being the same goes before the farther one, whatever the order in the config.
  for (const [nameOf, keyOf] of WAYS) {
    const named = grouped(present, ({ name }) => keyOf(name));
    for (const wanted of desired) {
      const name = nameOf(wanted);
      if (name === null || wanted.id !== null || matched.has(wanted)) continue;
      const [found, ...others] = (named.get(keyOf(name)) ?? []).filter((one) => !taken.has(one));
      if (others.length > 0 && found) {
        const ids = [found, ...others].map(({ id }) => id).join(', ');
        block(
          `${wanted.place}.name`,
          `several connections of the hub are named ${name}: say by its id which it is (${ids})`,
        );
        matched.set(wanted, null);
      } else if (found) take(wanted, found);
    }
  }
  for (const wanted of desired) if (wanted.id === null && !matched.has(wanted)) matched.set(wanted, null);
  return matched;
}

const exact = (name: string) => name;
const WAYS: readonly [(wanted: DesiredConnection) => string | null, (name: string) => string][] = [
  [({ name }) => name, exact],
  [({ name }) => name, nameKey],
  [({ renamedFrom }) => renamedFrom, exact],
];
