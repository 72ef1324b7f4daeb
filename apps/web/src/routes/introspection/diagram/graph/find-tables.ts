import type { DiagramTable } from './diagram-graph.ts';

/** Ids of the tables whose name has the text in it, an exact name first. */
export function findTables(tables: readonly DiagramTable[], text: string): string[] {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const rank = ({ name }: DiagramTable) => {
    const lower = name.toLowerCase();
    return lower === wanted ? 0 : lower.startsWith(wanted) ? 1 : 2;
  };
  return tables
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .map(({ id }) => id);
}
