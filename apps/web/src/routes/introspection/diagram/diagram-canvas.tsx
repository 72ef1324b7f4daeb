import { createEffect, createSignal, createUniqueId, on, onMount } from 'solid-js';
import MinusIcon from '~icons/lucide/minus';
import PlusIcon from '~icons/lucide/plus';
import { Button } from '../../../components/ui/button.tsx';
import { countOf } from '../../../lib/format.ts';
import { DiagramDrawing } from './diagram-drawing.tsx';
import type { Drawing } from './use-layout.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import './diagram.css';

const STEP = 1.25;
/** Smaller than this, columns are grey lines. */
const FAR_SCALE = 0.4;

interface DiagramCanvasProps {
  connectionId: string;
  title: string;
  drawing: Drawing;
  /** Ids of the tables that were looked for. */
  found: ReadonlySet<string>;
  /** The one of them to be brought into the middle. */
  centred: string | null;
  ref(svg: SVGSVGElement): void;
}

/** The picture in its frame, which is moved by pointer, fingers, wheel and keys. */
export function DiagramCanvas(props: DiagramCanvasProps) {
  const id = createUniqueId();
  const [lit, setLit] = createSignal<string | null>(null);
  const moves = usePanZoom(() => props.drawing.layout);
  let frame!: HTMLElement;
  let sheet!: HTMLDivElement;
  onMount(() => {
    moves.attach(frame);
    moves.fit();
  });
  createEffect(() => {
    const { x, y, k } = moves.view();
    // The sheet, not the picture on it: a picture that is moved itself lays out each of its texts anew.
    sheet.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
  });
  createEffect(
    on(
      () => props.centred,
      (table) => {
        const corner = table === null ? undefined : props.drawing.layout.nodes[table];
        const box = props.drawing.graph.tables.find((one) => one.id === table);
        if (corner && box) moves.centre({ x: corner.x + box.width / 2, y: corner.y + box.height / 2 });
      },
    ),
  );
  const summary = () => {
    const { tables, relations } = props.drawing.graph;
    return `${props.title}: ${countOf(tables.length, 'table')}, ${countOf(relations.length, 'relation')}`;
  };
  return (
    <div class="relative flex min-h-96 flex-1 overflow-hidden rounded-lg border border-line">
      <section
        ref={frame}
        tabindex="0"
        aria-label={summary()}
        aria-describedby={`${id}-help`}
        class="chart-frame min-w-0 flex-1"
        data-moving={moves.isMoving() ? '' : undefined}
        data-far={moves.view().k < FAR_SCALE ? '' : undefined}
      >
        <p id={`${id}-help`} class="sr-only">
          A picture. The arrow keys move it, plus and minus change its size, zero shows all of it. The same as text is
          under List.
        </p>
        <div ref={sheet} class="chart">
          <DiagramDrawing
            connectionId={props.connectionId}
            drawing={props.drawing}
            lit={lit()}
            found={props.found}
            onLight={setLit}
            ref={props.ref}
          />
        </div>
      </section>
      <div class="absolute right-2 bottom-2 flex items-center gap-1">
        <Button size="icon" aria-label="Zoom out" onClick={() => moves.zoom(1 / STEP)}>
          <MinusIcon class="size-4" aria-hidden="true" />
        </Button>
        <span class="w-12 rounded-md bg-surface text-center text-fg-2 text-xs tabular-nums" data-zoom="">
          {Math.round(moves.view().k * 100)} %
        </span>
        <Button size="icon" aria-label="Zoom in" onClick={() => moves.zoom(STEP)}>
          <PlusIcon class="size-4" aria-hidden="true" />
        </Button>
        <Button onClick={() => moves.fit()}>Fit</Button>
      </div>
    </div>
  );
}
