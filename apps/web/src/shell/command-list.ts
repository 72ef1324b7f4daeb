/** In the order in which they stand in the palette. */
export const GROUPS = [
  'Recent',
  'Here',
  'Pages',
  'Connections',
  'Tables and columns',
  'People',
  'Roles',
  'Tenants',
  'Actions',
  'Search',
] as const;
export type Group = (typeof GROUPS)[number];

export interface Command {
  id: string;
  group: Group;
  label: string;
  /** What kind of thing it is, shown at the right. */
  hint: string;
  keys?: string | undefined;
  /** The address that it leads to; what leads somewhere is kept among the recent ones. */
  href?: string;
  /** What it does otherwise. */
  run?(): void;
}

/** Commands whose label has all the typed words, in the order given. */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => words.every((word) => command.label.toLowerCase().includes(word)));
}

/** The part of a label that was looked for: all of the words where they stand together, else the longest of them. */
export function markedIn(label: string, query: string): string {
  const text = label.toLowerCase();
  const words = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .toSorted((a, b) => b.length - a.length);
  return [query.trim().toLowerCase(), ...words].find((part) => text.includes(part)) ?? '';
}

/** What stands below one another under a heading each, in the order of the groups. */
export function inGroups(commands: readonly Command[]): Command[] {
  return GROUPS.flatMap((group) => commands.filter((command) => command.group === group));
}

const VERBS = /^(?:test|edit|diagram of|snapshots of|types of|invite)\s+/i;

/** What is looked for, where the words begin with what shall be done with it: "test shop" is about the shop. */
export function objectOf(query: string): string {
  return query.trim().replace(VERBS, '').trim();
}

/** Index after an arrow key, going round at both ends. */
export function stepIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
