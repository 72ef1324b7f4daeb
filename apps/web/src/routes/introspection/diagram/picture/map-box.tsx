import type { DiagramTable } from '../graph/diagram-graph.ts';
import type { Rect } from '../layout/geometry.ts';
import { softColour, textColour } from './schema-colours.ts';

interface MapBoxProps {
  table: DiagramTable;
  box: Rect;
  /** How many px of the picture one on the screen is. */
  px: number;
  hue: number | undefined;
  dim: boolean;
  marked: boolean;
  onLight?(on: boolean): void;
}

/** A table on the map: a box like all others. */
export function MapBox(props: MapBoxProps) {
  const { table } = props;
  const fill = () => (props.hue === undefined ? 'var(--surface)' : softColour(props.hue));
  const stroke = () =>
    props.marked ? 'var(--accent)' : props.hue === undefined ? 'var(--line-strong)' : textColour(props.hue);
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
        // Else that of all boxes, which changes with the scale.
        stroke-width={props.marked ? 2.5 * props.px : undefined}
      />
    </g>
  );
}
