import type { Point } from './geometry.ts';

export interface LayoutNode {
  id: string;
  width: number;
  height: number;
  /** Nodes of one group would rather be near each other. */
  group: string;
}

/** From the table that has the key to the one it points at. `fromY` and `toY` are the rows' middles, from the tables' upper edges. */
export interface LayoutEdge {
  id: string;
  from: string;
  to: string;
  fromY: number;
  toY: number;
}

export interface LayoutInput {
  nodes: LayoutNode[];
  edges: LayoutEdge[];
  /** Of the canvas, width to height. */
  aspect: number;
  /** Boxes of one size, close to each other, whose lines end anywhere on their sides. */
  isMap: boolean;
}

export interface LayoutResult {
  /** Upper left corners. */
  nodes: Record<string, Point>;
  /** Ways of the edges inside of a part, from the table with the key to the other; those between parts have none. */
  routes: Record<string, Point[]>;
  /** Which part a node is in. */
  parts: Record<string, number>;
}
