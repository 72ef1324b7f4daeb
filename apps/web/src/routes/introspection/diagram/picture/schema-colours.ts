import type { DiagramTable } from '../graph/diagram-graph.ts';

const FIRST_HUE = 250;
/** The golden angle: neighbours in the list are far apart on the circle, however many there are. */
const STEP = 137.5;

/** A hue for each schema, the same whenever the same schemas are shown. */
export function schemaHues(tables: readonly DiagramTable[]): Map<string, number> {
  const names = [...new Set(tables.map(({ schema }) => schema))].sort();
  return new Map(names.map((name, index) => [name, Math.round((FIRST_HUE + index * STEP) % 360)]));
}

export const softColour = (hue: number) => `oklch(var(--kind-soft-l) var(--kind-soft-c) ${hue})`;
export const textColour = (hue: number) => `oklch(var(--kind-fg-l) var(--kind-fg-c) ${hue})`;
