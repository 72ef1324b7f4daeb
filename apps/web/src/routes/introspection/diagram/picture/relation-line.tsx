import { For, Show } from 'solid-js';
import { RING_PX } from './edge-path.ts';
import type { Edge } from './make-picture.ts';

interface RelationLineProps {
  edge: Edge;
  light: 'even' | 'bright' | 'dim';
  /** How many px of the picture one on the screen is. */
  px: number;
  /** Of long lines between parts, which stand back until one of their tables is looked at. */
  loose: number;
}

const OPACITY = { even: 1, bright: 1, dim: 0.12 };

export function RelationLine(props: RelationLineProps) {
  const isBright = () => props.light === 'bright';
  const opacity = () => (props.edge.isLoose && props.light === 'even' ? props.loose : OPACITY[props.light]);
  return (
    <g
      data-relation={props.edge.relation.name}
      stroke={isBright() ? 'var(--accent)' : 'var(--line-strong)'}
      // Else that of all lines, which changes with the scale of a map.
      stroke-width={isBright() ? 2 * props.px : undefined}
      stroke-opacity={opacity()}
    >
      <path d={props.edge.path} />
      <Show when={props.edge.marks}>
        <path d={props.edge.marks} />
        <For each={props.edge.rings}>
          {(ring) => <circle cx={ring.x} cy={ring.y} r={RING_PX} fill="var(--canvas)" />}
        </For>
      </Show>
    </g>
  );
}
