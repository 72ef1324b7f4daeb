import { type Connection, ENVIRONMENTS, type Environment } from '@portolan/contract';

export interface Heading {
  /** An environment, or a tag; null for what has no tag. */
  environment: Environment | null;
  tag: string | null;
  count: number;
}

/** A row of the list. Where one connection has several, as under each of its tags, their keys differ. */
export interface Row {
  key: string;
  connection: Connection;
  group: Heading | null;
}

export type GroupBy = 'environment' | 'tag';

/** The rows in groups: environments by their weight, tags by name, those without one at the end. The order within stays. */
export function groupRows(connections: readonly Connection[], groupBy: GroupBy | undefined): Row[] {
  if (!groupBy) return connections.map((connection) => ({ key: connection.id, connection, group: null }));
  return groupsOf(connections, groupBy).flatMap(({ members, heading, name }) =>
    members.map((connection) => ({ key: `${name} ${connection.id}`, connection, group: heading })),
  );
}

function groupsOf(connections: readonly Connection[], groupBy: GroupBy) {
  if (groupBy === 'environment') {
    return ENVIRONMENTS.map((environment) => {
      const members = connections.filter((connection) => connection.environment === environment);
      return { name: environment as string, members, heading: { environment, tag: null, count: members.length } };
    });
  }
  const tags = [...new Set(connections.flatMap((connection) => connection.tags))].sort((a, b) =>
    a.localeCompare(b, 'en'),
  );
  return [...tags, null].map((tag) => {
    const members = connections.filter((connection) =>
      tag === null ? connection.tags.length === 0 : connection.tags.includes(tag),
    );
    return { name: tag ?? '', members, heading: { environment: null, tag, count: members.length } };
  });
}
