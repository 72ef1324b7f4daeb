import type { DiagramForm } from '@portolan/contract';
import { type Accessor, createMemo, createSignal } from 'solid-js';
import type { ColumnChoice, DiagramGraph } from './graph/diagram-graph.ts';
import type { Point, Size } from './layout/geometry.ts';
import { useLayout } from './layout/use-layout.ts';
import { useLayouter } from './layout/use-layouter.ts';
import { layoutInputOf } from './picture/layout-input-of.ts';
import { makePicture } from './picture/make-picture.ts';

interface PicturesOptions {
  graph: Accessor<DiagramGraph>;
  columns: Accessor<ColumnChoice>;
  moved: Accessor<Record<DiagramForm, Record<string, Point>>>;
}

/** The picture with columns, and the map of the same tables once somebody is far enough away to need it. */
export function usePictures({ graph, columns, moved }: PicturesOptions) {
  const [aspect, setAspect] = createSignal<number>();
  const [isFar, setFar] = createSignal(false);
  const layouter = useLayouter();
  const wanted = (isMap: boolean) => {
    const shape = aspect();
    if (!shape) return undefined;
    return {
      of: { graph: graph(), form: isMap ? ('map' as const) : columns() },
      input: layoutInputOf(graph(), { isMap, aspect: shape }),
    };
  };
  const detail = useLayout(
    createMemo(() => wanted(false)),
    layouter,
  );
  const map = useLayout(
    // After the picture itself: the layouter does one thing after the other.
    createMemo(() => (isFar() && detail.laid() ? wanted(true) : undefined)),
    layouter,
  );
  const unmoved = createMemo(() => {
    const laid = detail.laid();
    return laid && makePicture(laid.of.graph, laid.layout, { isMap: false, moved: {} }).bounds;
  });
  // A map is blown up so that both pictures are seen whole at the same scale.
  const unit = createMemo(() => {
    const [laid, bounds] = [map.laid(), unmoved()];
    const shape = aspect() ?? 1;
    if (!laid || !bounds) return 1;
    return (
      sizeOf(bounds, shape) / sizeOf(makePicture(laid.of.graph, laid.layout, { isMap: true, moved: {} }).bounds, shape)
    );
  });
  const detailPicture = createMemo(() => {
    const laid = detail.laid();
    return laid && makePicture(laid.of.graph, laid.layout, { isMap: false, moved: moved()[laid.of.form] });
  });
  const mapPicture = createMemo(() => {
    const laid = map.laid();
    if (!laid || laid.of.graph !== detail.laid()?.of.graph) return undefined;
    return makePicture(laid.of.graph, laid.layout, { isMap: true, moved: moved().map, unit: unit() });
  });
  return {
    detail: detailPicture,
    map: mapPicture,
    layoutKey: detail.laid,
    /** Where a table is, by its layout or where somebody has put it, in the layout's measure. */
    placeOf(id: string, isMap: boolean): Point | undefined {
      const laid = (isMap ? map : detail).laid();
      return laid && (moved()[laid.of.form][id] ?? laid.layout.nodes[id]);
    },
    failure: () => detail.failure() ?? map.failure(),
    setAspect,
    setFar: () => setFar(true),
  };
}

const sizeOf = ({ width, height }: Size, aspect: number) => Math.max(width / aspect, height);
