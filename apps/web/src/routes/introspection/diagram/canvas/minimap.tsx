import { createEffect, createMemo, createSignal, For } from 'solid-js';
import { cx } from '../../../../lib/cx.ts';
import type { Point, Rect } from '../layout/geometry.ts';
import type { Picture } from '../picture/make-picture.ts';
import { textColour } from '../picture/schema-colours.ts';
import { CORNERS, type Corner, quietCorner } from './quiet-corner.ts';
import type { PanZoom } from './use-pan-zoom.ts';

interface MinimapProps {
  picture: Picture;
  window: Rect;
  moves: Pick<PanZoom, 'view' | 'size' | 'isMoving'>;
  /** The left side of the frame is taken. */
  isLeftTaken: boolean;
  hues: ReadonlyMap<string, number> | null;
  onCentre(point: Point): void;
}

const WIDTH = 176;
const MOST_HEIGHT = 120;
const PLACES: Record<Corner, string> = {
  'bottom-right': 'right-2 bottom-2',
  'top-right': 'top-2 right-2',
  'bottom-left': 'bottom-2 left-2',
};

/** All of the picture in a corner, with what is in sight; a click or a drag goes there. For the eye alone: keys walk. */
export function Minimap(props: MinimapProps) {
  let svg!: SVGSVGElement;
  const bounds = () => props.picture.bounds;
  const height = () => Math.min(MOST_HEIGHT, Math.max(40, (WIDTH * bounds().height) / Math.max(1, bounds().width)));
  const [corner, setCorner] = createSignal<Corner>('bottom-right');
  // At rest only: it would flee from who drags the picture.
  createEffect(() => {
    const { view, size, isMoving } = props.moves;
    if (isMoving()) return;
    const corners = CORNERS.filter((one) => !(props.isLeftTaken && one.endsWith('left')));
    const scene = { boxes: props.picture.boxes.values(), view: view(), frame: size(), corners };
    setCorner((now) => quietCorner({ width: WIDTH, height: height() }, now, scene));
  });
  const paths = createMemo(() => {
    const { graph, boxes } = props.picture;
    return [...Map.groupBy(graph.tables, ({ schema }) => schema)].map(([schema, tables]) => ({
      schema,
      path: tables
        .flatMap(({ id }) => boxes.get(id) ?? [])
        .map(({ x, y, width, height: tall }) => `M${x} ${y}h${width}v${tall}h${-width}z`)
        .join(''),
    }));
  });
  const inkOf = (schema: string) => {
    const hue = props.hues?.get(schema);
    return hue === undefined ? 'var(--fg-3)' : textColour(hue);
  };
  const go = (event: PointerEvent) => {
    if (event.type === 'pointerdown') svg.setPointerCapture(event.pointerId);
    if (!svg.hasPointerCapture(event.pointerId)) return;
    event.preventDefault();
    const inverse = svg.getScreenCTM()?.inverse();
    if (!inverse) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
    props.onCentre({ x, y });
  };
  return (
    <svg
      ref={svg}
      class={cx('chart-minimap absolute rounded-md border border-line bg-surface max-md:hidden', PLACES[corner()])}
      width={WIDTH}
      height={height()}
      viewBox={`${bounds().x} ${bounds().y} ${bounds().width} ${bounds().height}`}
      aria-hidden="true"
      data-minimap=""
      onPointerDown={go}
      onPointerMove={go}
    >
      <For each={paths()}>{({ schema, path }) => <path d={path} fill={inkOf(schema)} opacity="0.55" />}</For>
      <rect
        x={props.window.x}
        y={props.window.y}
        width={props.window.width}
        height={props.window.height}
        fill="var(--accent)"
        fill-opacity="0.12"
        stroke="var(--accent)"
        stroke-width={(1.5 * bounds().width) / WIDTH}
      />
    </svg>
  );
}
