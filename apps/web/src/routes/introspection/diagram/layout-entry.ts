/** What the benchmark of layouts measures. */
export { diagramGraph } from './graph/diagram-graph.ts';
export { fromElkGraph, toElkGraph } from './layout/elk-graph.ts';
export { boundsOf, type Point, type Rect } from './layout/geometry.ts';
export { layoutDiagram } from './layout/layout-diagram.ts';
export type { LayoutInput, LayoutResult } from './layout/layout-input.ts';
export { layoutInputOf } from './picture/layout-input-of.ts';
export { makePicture, type Picture } from './picture/make-picture.ts';
