import type { LayoutInput, LayoutResult } from './layout-input.ts';

/** What the page asks its layouter for. */
export interface LayoutRequest {
  id: number;
  input: LayoutInput;
}

/** What the layouter says: that it is there, that a file of it is not, and how each request ended. */
export type LayoutAnswer =
  | { kind: 'ready' }
  | { kind: 'missing'; file: string }
  | { kind: 'laid'; id: number; layout: LayoutResult }
  | { kind: 'failed'; id: number };
