import { type DiagramGraph, rowMiddle } from '../graph/diagram-graph.ts';
import type { LayoutInput } from '../layout/layout-input.ts';
import { boxSize } from './make-picture.ts';

/** What is to be laid out: the tables as large as they are drawn, and the keys at their rows. */
export function layoutInputOf(
  { tables, relations }: DiagramGraph,
  { isMap, aspect }: { isMap: boolean; aspect: number },
): LayoutInput {
  return {
    nodes: tables.map((table) => {
      const { width, height } = boxSize(table, isMap);
      return { id: table.id, group: table.schema, width, height };
    }),
    edges: relations.map(({ id, from, to, fromRow, toRow }) => ({
      id,
      from,
      to,
      fromY: rowMiddle(fromRow),
      toY: rowMiddle(toRow),
    })),
    aspect,
    isMap,
  };
}
