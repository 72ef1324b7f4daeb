import { createMemo, For } from 'solid-js';
import type { Point, Rect } from '../layout/geometry.ts';
import type { Picture } from '../picture/make-picture.ts';
import { textColour } from '../picture/schema-colours.ts';

interface MinimapProps {
  picture: Picture;
  window: Rect;
  hues: ReadonlyMap<string, number> | null;
  onCentre(point: Point): void;
}

const WIDTH = 176;
const MOST_HEIGHT = 120;

/** All of the picture in a corner, with what is in sight; a click or a drag goes there. For the eye alone: keys walk. */
export function Minimap(props: MinimapProps) {
  let svg!: SVGSVGElement;
  const bounds = () => props.picture.bounds;
  const height = () => Math.min(MOST_HEIGHT, Math.max(40, (WIDTH * bounds().height) / Math.max(1, bounds().width)));
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
      class="chart-minimap absolute right-2 bottom-12 rounded-md border border-line bg-surface max-md:hidden"
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
