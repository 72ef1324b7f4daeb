import { Show } from 'solid-js';
import type { DiagramTable } from '../graph/diagram-graph.ts';
import type { Rect } from '../layout/geometry.ts';
import { MAP_NAME_PX } from './map-names.ts';
import { softColour, textColour } from './schema-colours.ts';
import { SANS } from './table-box.tsx';

interface MapBoxProps {
  table: DiagramTable;
  box: Rect;
  /** The name, where there is room for it. */
  text: string | undefined;
  /** How many px of the picture one on the screen is. */
  px: number;
  hue: number | undefined;
  dim: boolean;
  marked: boolean;
  onLight?(on: boolean): void;
}

/** A table on the map: a box like all others, with its name in the size of all others. */
export function MapBox(props: MapBoxProps) {
  const { table } = props;
  const fill = () => (props.hue === undefined ? 'var(--surface)' : softColour(props.hue));
  const ink = () => (props.hue === undefined ? 'var(--fg)' : textColour(props.hue));
  const stroke = () => (props.marked ? 'var(--accent)' : props.hue === undefined ? 'var(--line-strong)' : ink());
  return (
    <g
      data-table={`${table.schema}.${table.name}`}
      transform={`translate(${props.box.x} ${props.box.y})`}
      opacity={props.dim ? 0.3 : 1}
      onPointerEnter={() => props.onLight?.(true)}
      onPointerLeave={() => props.onLight?.(false)}
    >
      <title>{`${table.schema}.${table.name}`}</title>
      <rect
        width={props.box.width}
        height={props.box.height}
        rx={props.box.height / 5}
        fill={fill()}
        stroke={stroke()}
        stroke-opacity={props.marked ? 1 : 0.55}
        stroke-width={(props.marked ? 2.5 : 1) * props.px}
      />
      <Show when={props.text}>
        {/* A rim of the ground's colour: where the name is wider than its box, lines run under it. */}
        <text
          x={props.box.width / 2}
          y={props.box.height / 2 + MAP_NAME_PX * props.px * 0.36}
          font-family={SANS}
          font-size={`${MAP_NAME_PX * props.px}`}
          font-weight="500"
          text-anchor="middle"
          fill={ink()}
          stroke={fill()}
          stroke-width={3 * props.px}
          stroke-linejoin="round"
          paint-order="stroke"
        >
          {props.text}
        </text>
      </Show>
    </g>
  );
}
