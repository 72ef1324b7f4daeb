import { createMemo, For } from 'solid-js';
import { tableHref } from '../links.ts';
import { RelationLine } from './relation-line.tsx';
import { TableBox } from './table-box.tsx';
import type { Drawing } from './use-layout.ts';

interface DiagramDrawingProps {
  connectionId: string;
  drawing: Drawing;
  /** Id of the table that is pointed at. */
  lit: string | null;
  /** Ids of the tables that were looked for. */
  found: ReadonlySet<string>;
  onLight(id: string | null): void;
  ref(svg: SVGSVGElement): void;
}

/** The picture itself. What a table is linked to stays bright while the pointer is on it. */
export function DiagramDrawing(props: DiagramDrawingProps) {
  const tables = createMemo(() => new Map(props.drawing.graph.tables.map((table) => [table.id, table])));
  const near = createMemo(() => {
    const { lit } = props;
    if (!lit) return null;
    const touching = props.drawing.graph.relations.filter(({ from, to }) => from === lit || to === lit);
    return new Set([lit, ...touching.flatMap(({ from, to }) => [from, to])]);
  });
  const size = () => props.drawing.layout;
  return (
    <svg
      ref={props.ref}
      width={size().width}
      height={size().height}
      viewBox={`0 0 ${size().width} ${size().height}`}
      aria-hidden="true"
    >
      <g fill="none">
        <For each={props.drawing.graph.relations}>
          {(relation) => (
            <RelationLine
              relation={relation}
              tables={tables()}
              layout={props.drawing.layout}
              light={props.lit === null ? 'even' : touches(relation, props.lit) ? 'bright' : 'dim'}
            />
          )}
        </For>
      </g>
      <For each={props.drawing.graph.tables}>
        {(table) => (
          <TableBox
            table={table}
            href={tableHref(props.connectionId, { schema: table.schema, table: table.name })}
            corner={props.drawing.layout.nodes[table.id] ?? { x: 0, y: 0 }}
            dim={near()?.has(table.id) === false}
            marked={props.lit === table.id || props.found.has(table.id)}
            onLight={(on) => props.onLight(on ? table.id : null)}
          />
        )}
      </For>
    </svg>
  );
}

const touches = ({ from, to }: { from: string; to: string }, id: string) => from === id || to === id;
