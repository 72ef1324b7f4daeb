import type { Texts } from '../lib/locale.ts';
import { t } from './palette-texts.ts';

type Palette = Texts['palette'];

/** In the order in which they stand in the palette. */
export const GROUPS = [
  'recent',
  'here',
  'incidents',
  'pages',
  'connections',
  'places',
  'people',
  'roles',
  'tenants',
  'actions',
  'search',
] as const;
export type Group = (typeof GROUPS)[number];

/** What is done with a thing, told anew in whatever language is spoken. */
export interface Deed {
  act: keyof Palette['acts'];
  /** The name of the thing. */
  of: string;
}

export interface Command {
  id: string;
  group: Group;
  /** As it is called, or what it does with a thing. */
  label: string | Deed;
  /** What kind of thing it is, shown at the right: one of the page's own, or a name. */
  hint: { kind: keyof Palette['kinds'] } | string;
  keys?: string | undefined;
  /** The address that it leads to; what leads somewhere is kept among the recent ones. */
  href?: string;
  /** What it does otherwise. */
  run?(): void;
}

export function labelOf({ label }: Pick<Command, 'label'>): string {
  return typeof label === 'string' ? label : t().acts[label.act](label.of);
}

export function hintOf({ hint }: Pick<Command, 'hint'>): string {
  return typeof hint === 'string' ? hint : t().kinds[hint.kind];
}

/** Commands whose label has all the typed words, in the order given. */
export function matchCommands(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter((command) => words.every((word) => labelOf(command).toLowerCase().includes(word)));
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

/** What is looked for, where the words say what shall be done with it, too: "test shop" is about the shop. */
export function objectOf(query: string): string {
  return query.trim().replace(t().verbs, '').trim();
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
