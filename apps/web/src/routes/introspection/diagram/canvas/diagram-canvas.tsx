import { useNavigate } from '@solidjs/router';
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  on,
  onMount,
  type ParentProps,
  Show,
  Suspense,
} from 'solid-js';
import { later } from '../../../../components/later.tsx';
import { tableHref } from '../../links.ts';
import type { DiagramGraph } from '../graph/diagram-graph.ts';
import { alongKeys, keysOf, nearest } from '../graph/neighbours.ts';
import { middleOf, overlaps, type Point, type Rect } from '../layout/geometry.ts';
import { DiagramDrawing } from '../picture/diagram-drawing.tsx';
import type { Picture } from '../picture/make-picture.ts';
import { t } from '../texts.ts';
import { pictureText, tableLabel, walkedText } from './diagram-texts.ts';
import { Minimap } from './minimap.tsx';
import { placeIn, placeText } from './place.ts';
import { onDiagramKey, ZOOM_STEP } from './use-diagram-keys.ts';
import { MAP_SCALE, useDiagramView, type ZoomMode } from './use-diagram-view.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { useSeenPart } from './use-seen-part.ts';
import { windowOf } from './viewport.ts';
import { ZoomBar } from './zoom-bar.tsx';
import './diagram.css';

const TableCard = later(async () => ({ default: (await import('./table-card.tsx')).TableCard }));

/** What is seen at the moment. */
export interface Shown {
  picture: Picture;
  window: Rect;
  scale: number;
}

export interface DiagramCanvasProps {
  connectionId: string;
  title: string;
  graph: DiagramGraph;
  detail: Picture | undefined;
  map: Picture | undefined;
  /** Changes with each new layout. */
  layoutKey: unknown;
  zoom: ZoomMode;
  /** Where it was moved to, as the address has it. */
  place: string;
  /** Id of the table that is chosen, and of the one that all is around. */
  chosen: string | undefined;
  centre: string | undefined;
  hues: ReadonlyMap<string, number> | null;
  /** Ids of the tables that were looked for, and the one of them to be brought into the middle. */
  found: readonly string[];
  sought: string | undefined;
  hasMoved: boolean;
  onAspect(aspect: number): void;
  /** Whether it is drawn so small that a map is wanted. */
  onFar(): void;
  onZoom(mode: ZoomMode): void;
  onPlace(place: string): void;
  onChoose(id: string | undefined): void;
  onAround(id: string): void;
  /** By so much of the layout's measure; `isMap` tells of which picture. */
  onMove(id: string, by: Point, isMap: boolean): void;
  onReset(): void;
  expose(shown: () => Shown | undefined): void;
}

/** The picture in its frame, which is moved by pointer, fingers, wheel and keys; what is inside stands below it. */
export function DiagramCanvas(props: ParentProps<DiagramCanvasProps>) {
  const id = createUniqueId();
  const navigate = useNavigate();
  const [lit, setLit] = createSignal<string | null>(null);
  const [told, setTold] = createSignal('');
  let frame!: HTMLElement;
  let sheet!: HTMLDivElement;
  const byId = createMemo(() => new Map(props.graph.tables.map((table) => [table.id, table])));
  const byLabel = createMemo(() => new Map(props.graph.tables.map((table) => [tableLabel(table), table])));
  const labelOf = (table: string) => {
    const found = byId().get(table);
    return found ? tableLabel(found) : '';
  };
  const idAt = (target: EventTarget | null) =>
    byLabel().get((target as Element).closest?.<SVGGElement>('[data-table]')?.dataset.table ?? '')?.id;

  const moves = usePanZoom((event) => {
    const table = idAt(event.target);
    // A finger moves the picture, and a table only when that is chosen.
    if (!table || (event.pointerType === 'touch' && table !== props.chosen)) return null;
    return { move: (by) => move(table, by), drop: () => {} };
  });
  const shown = useDiagramView(moves, {
    detail: () => props.detail,
    map: () => props.map,
    layoutKey: () => props.layoutKey,
    mode: () => props.zoom,
    focus: () => props.chosen ?? props.centre,
    place: () => placeIn(props.place, (label) => byLabel().get(label)?.id),
    onPlace: (place) => props.onPlace(placeText(place, labelOf)),
  });
  const window = createMemo(() => windowOf(moves.view(), moves.size()));
  const part = useSeenPart(window);
  const move = (table: string, { x, y }: Point) => {
    const picture = shown.picture();
    if (picture) props.onMove(table, { x: x / picture.unit, y: y / picture.unit }, picture.isMap);
  };
  props.expose(() => {
    const picture = shown.picture();
    return picture && { picture, window: window(), scale: moves.view().k };
  });
  onMount(() => {
    moves.attach(frame);
    const { width, height } = moves.size();
    props.onAspect(width > 0 && height > 0 ? width / height : 1.6);
  });
  createEffect(() => {
    const { x, y, k } = moves.view();
    // The sheet, not the picture on it: a picture that is moved itself lays out each of its texts anew.
    sheet.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    sheet.style.setProperty('--part-x', `${part().x}px`);
    sheet.style.setProperty('--part-y', `${part().y}px`);
    if (k < MAP_SCALE) props.onFar();
  });
  const show = (table: string | undefined, always = false) => {
    const box = shown.picture()?.boxes.get(table ?? '');
    if (box && (always || !inside(window(), box))) moves.centre(middleOf(box));
  };
  createEffect(
    on(
      () => props.sought,
      (table) => show(table, true),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => props.chosen,
      (table) => show(table),
      { defer: true },
    ),
  );

  const choose = (table: string | undefined) => {
    props.onChoose(table);
    const found = props.graph.tables.find((one) => one.id === table);
    setTold(found ? walkedText(props.graph, found) : '');
  };
  const open = (table: string | undefined) => {
    const found = props.graph.tables.find((one) => one.id === table);
    if (found) navigate(tableHref(props.connectionId, { schema: found.schema, table: found.name }));
  };
  const walk = (direction: Parameters<typeof alongKeys>[3]) => {
    const picture = shown.picture();
    if (!picture) return;
    if (!props.chosen) return choose(nearest(picture.boxes, middleOf(window())));
    const next = alongKeys(picture.graph, picture.boxes, props.chosen, direction);
    if (next) choose(next);
    else setTold((now) => (now === t().deadEnd ? `${t().deadEnd} ` : t().deadEnd));
  };
  const fit = () => {
    shown.fit();
    props.onZoom('fit');
  };
  const read = () => {
    shown.read();
    props.onZoom('read');
  };
  const onKeyDown = (event: KeyboardEvent) =>
    onDiagramKey(event, {
      walk,
      pan: moves.pan,
      move: (x, y) => props.chosen && move(props.chosen, { x, y }),
      zoom: moves.zoom,
      fit,
      read,
      open: () => open(props.chosen),
      leave: () => choose(undefined),
    });
  const card = createMemo(() => byId().get(props.chosen ?? ''));
  const nameOf = (table: string) => byId().get(table)?.name ?? '';
  const bright = createMemo(() => lit() ?? props.chosen ?? null);
  const marked = createMemo(() => new Set([...props.found, ...(props.chosen ? [props.chosen] : [])]));
  const isAllSeen = () => {
    const picture = shown.picture();
    return !picture || inside(window(), picture.bounds);
  };
  return (
    <div class="flex min-h-96 flex-1 flex-col overflow-hidden rounded-lg border border-line">
      <div class="relative flex min-h-0 flex-1">
        <section
          ref={frame}
          role="application"
          tabindex="0"
          aria-roledescription={t().role}
          aria-label={pictureText(props.title, props.graph)}
          aria-describedby={`${id}-help`}
          class="chart-frame min-w-0 flex-1"
          data-moving={moves.isMoving() ? '' : undefined}
          onKeyDown={onKeyDown}
          onClick={(event) => choose(idAt(event.target))}
          onDblClick={(event) => open(idAt(event.target))}
        >
          <p id={`${id}-help`} class="sr-only">
            {t().help}
          </p>
          <div ref={sheet} class="chart">
            <Show when={shown.picture()}>
              {(picture) => (
                <DiagramDrawing
                  picture={picture()}
                  scale={moves.view().k}
                  part={part()}
                  hues={props.hues}
                  lit={bright()}
                  marked={marked()}
                  onLight={setLit}
                />
              )}
            </Show>
          </div>
          <Show when={!shown.picture()}>
            <p role="status" class="absolute inset-x-0 top-6 text-center text-fg-3">
              {t().drawing}
            </p>
          </Show>
        </section>
        <p class="sr-only" aria-live="polite">
          {told()}
        </p>
        <Show when={card()}>
          {(table) => (
            <Suspense>
              <TableCard
                table={table()}
                href={tableHref(props.connectionId, { schema: table().schema, table: table().name })}
                {...keysOf(props.graph, table().id)}
                nameOf={nameOf}
                onWalk={choose}
                onAround={() => props.onAround(table().id)}
                onClose={() => {
                  choose(undefined);
                  frame.focus();
                }}
              />
            </Suspense>
          )}
        </Show>
        <Show when={!isAllSeen() && shown.picture()}>
          {(picture) => (
            <Minimap
              picture={picture()}
              window={window()}
              moves={moves}
              isLeftTaken={card() !== undefined}
              hues={props.hues}
              onCentre={(point) => moves.centre(point)}
            />
          )}
        </Show>
      </div>
      <ZoomBar
        scale={moves.view().k}
        isMap={shown.isMap()}
        hasMoved={props.hasMoved}
        onReset={() => props.onReset()}
        onIn={() => moves.zoom(ZOOM_STEP)}
        onOut={() => moves.zoom(1 / ZOOM_STEP)}
        onRead={read}
        onFit={fit}
      >
        {props.children}
      </ZoomBar>
    </div>
  );
}

function inside(outer: Rect, inner: Rect): boolean {
  return (
    overlaps(outer, inner) &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
