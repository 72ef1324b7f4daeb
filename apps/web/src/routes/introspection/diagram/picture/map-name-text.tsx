import type { Rect } from '../layout/geometry.ts';
import { MAP_NAME_PX, type MapName } from './map-names.ts';
import { softColour, textColour } from './schema-colours.ts';
import { SANS } from './table-box.tsx';

interface MapNameTextProps {
  name: MapName;
  box: Rect;
  /** How many px of the picture one on the screen is. */
  px: number;
  hue: number | undefined;
  dim: boolean;
}

/** A name on the map, above all boxes, in the size of all others. */
export function MapNameText(props: MapNameTextProps) {
  const ground = () => (props.hue === undefined ? 'var(--surface)' : softColour(props.hue));
  return (
    <text
      x={props.box.x + props.box.width / 2}
      y={props.box.y + props.box.height / 2 + MAP_NAME_PX * props.px * 0.36}
      font-size={`${MAP_NAME_PX * props.px}`}
      font-family={SANS}
      font-weight="500"
      text-anchor="middle"
      fill={props.hue === undefined ? 'var(--fg)' : textColour(props.hue)}
      // A rim of the ground's colour: where the name is wider than its box, lines run under it.
      stroke={ground()}
      stroke-width={3 * props.px}
      stroke-linejoin="round"
      paint-order="stroke"
      opacity={props.dim ? 0.3 : 1}
      pointer-events="none"
    >
      {props.name.text}
    </text>
  );
}
