import { For, Show } from 'solid-js';
import type { Edge } from './make-picture.ts';
import { RING_PX } from './edge-path.ts';

interface RelationLineProps {
  edge: Edge;
  light: 'even' | 'bright' | 'dim';
  /** How many px of the picture one on the screen is. */
  px: number;
}

const OPACITY = { even: 1, bright: 1, dim: 0.12 };
/** Long lines between parts stand back until one of their tables is looked at. */
const LOOSE = 0.45;

export function RelationLine(props: RelationLineProps) {
  const isBright = () => props.light === 'bright';
  const opacity = () => (props.edge.isLoose && props.light === 'even' ? LOOSE : OPACITY[props.light]);
  return (
    <g
      data-relation={props.edge.relation.name}
      stroke={isBright() ? 'var(--accent)' : 'var(--line-strong)'}
      stroke-width={(isBright() ? 2 : 1.25) * props.px}
      opacity={opacity()}
    >
      <path d={props.edge.path} />
      <Show when={props.edge.marks}>
        <path d={props.edge.marks} stroke-width={isBright() ? 2 : 1.25} />
        <For each={props.edge.rings}>
          {(ring) => (
            <circle
              cx={ring.x}
              cy={ring.y}
              r={RING_PX}
              fill="var(--canvas)"
              stroke-width={isBright() ? 2 : 1.25}
            />
          )}
        </For>
      </Show>
    </g>
  );
}
