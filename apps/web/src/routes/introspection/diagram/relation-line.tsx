import { createMemo, For, Show } from 'solid-js';
import type { DiagramTable, Relation } from './diagram-graph.ts';
import { edgeShape, RING_PX } from './edge-path.ts';
import type { LayoutResult } from './layout-diagram.ts';

interface RelationLineProps {
  relation: Relation;
  tables: ReadonlyMap<string, DiagramTable>;
  layout: LayoutResult;
  light: 'even' | 'bright' | 'dim';
}

export function RelationLine(props: RelationLineProps) {
  const shape = createMemo(() => edgeShape(props.relation, props.tables, props.layout));
  return (
    <Show when={shape()}>
      {(found) => (
        <g
          data-relation={props.relation.name}
          stroke={props.light === 'bright' ? 'var(--accent)' : 'var(--line-strong)'}
          stroke-width={props.light === 'bright' ? 2 : 1.25}
          opacity={props.light === 'dim' ? 0.15 : 1}
        >
          <path d={found().line} />
          <path d={found().marks} />
          <For each={found().rings}>
            {(ring) => <circle cx={ring.x} cy={ring.y} r={RING_PX} fill="var(--canvas)" />}
          </For>
        </g>
      )}
    </Show>
  );
}
