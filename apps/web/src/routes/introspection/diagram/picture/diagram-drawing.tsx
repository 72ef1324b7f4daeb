import { createMemo, For, Show } from 'solid-js';
import { overlaps, type Rect } from '../layout/geometry.ts';
import type { Picture } from './make-picture.ts';
import { MapBox } from './map-box.tsx';
import { MapNameText } from './map-name-text.tsx';
import { type MapName, mapNames } from './map-names.ts';
import { RelationLine } from './relation-line.tsx';
import { TableBox } from './table-box.tsx';

export interface DiagramDrawingProps {
  picture: Picture;
  /** How large it is drawn. */
  scale: number;
  /** What of it is drawn; all where there is none. */
  part: Rect | null;
  hues: ReadonlyMap<string, number> | null;
  /** Id of the table that is pointed at. */
  lit: string | null;
  /** Ids of the tables that stand out. */
  marked: ReadonlySet<string>;
  onLight?(id: string | null): void;
  ref?(svg: SVGSVGElement): void;
}

/** So many lines would hide each other. */
const MANY = 300;

/** The picture itself. What a table is linked to stays bright while the pointer is on it. */
export function DiagramDrawing(props: DiagramDrawingProps) {
  const near = createMemo(() => {
    const { lit } = props;
    if (!lit) return null;
    const touching = props.picture.graph.relations.filter(({ from, to }) => from === lit || to === lit);
    return new Set([lit, ...touching.flatMap(({ from, to }) => [from, to])]);
  });
  // Once for all lines and tables, each of which asks.
  const lit = createMemo(() => props.lit);
  const isIn = (area: Rect | undefined) => area !== undefined && (props.part === null || overlaps(area, props.part));
  const tables = createMemo(() => props.picture.graph.tables.filter(({ id }) => isIn(props.picture.boxes.get(id))));
  const edges = createMemo(() => props.picture.edges.filter(({ area }) => isIn(area)));
  const names = createMemo<MapName[]>((before) => {
    const { picture } = props;
    if (!picture.isMap) return [];
    // Names that stay the same stay on the page: most of them do while the scale changes.
    const known = new Map(before.map((name) => [name.id, name]));
    return mapNames(picture.graph, picture.boxes, props.scale).flatMap((name) => {
      if (!isIn(picture.boxes.get(name.id))) return [];
      const old = known.get(name.id);
      return [old?.text === name.text ? old : name];
    });
  }, []);
  const schemas = createMemo(() => new Map(props.picture.graph.tables.map(({ id, schema }) => [id, schema])));
  const boxOf = (id: string) => props.picture.boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const lightOf = ({ from, to }: { from: string; to: string }) =>
    lit() === null ? 'even' : from === lit() || to === lit() ? 'bright' : 'dim';
  const ground = () => props.part ?? props.picture.bounds;
  const loose = createMemo(() => (props.picture.edges.length > MANY ? 0.18 : 0.45));
  // Lines of a map are as thin at any scale.
  const px = createMemo(() => (props.picture.isMap ? 1 / props.scale : 1));
  return (
    <svg
      ref={(svg) => props.ref?.(svg)}
      width={ground().width}
      height={ground().height}
      viewBox={`${ground().x} ${ground().y} ${ground().width} ${ground().height}`}
      aria-hidden="true"
      data-map={props.picture.isMap ? '' : undefined}
    >
      <g fill="none" stroke-width={1.25 * px()}>
        <For each={edges()}>
          {(edge) => <RelationLine edge={edge} light={lightOf(edge.relation)} px={px()} loose={loose()} />}
        </For>
      </g>
      <g stroke-width={px()}>
        <For each={tables()}>
          {(table) => {
            const state = {
              get box() {
                return boxOf(table.id);
              },
              get hue() {
                return props.hues?.get(table.schema);
              },
              get dim() {
                return near()?.has(table.id) === false;
              },
              get marked() {
                return lit() === table.id || props.marked.has(table.id);
              },
            };
            const onLight = (on: boolean) => props.onLight?.(on ? table.id : null);
            return (
              <Show
                when={props.picture.isMap}
                fallback={<TableBox table={table} scale={props.scale} onLight={onLight} {...state} />}
              >
                <MapBox table={table} px={px()} onLight={onLight} {...state} />
              </Show>
            );
          }}
        </For>
      </g>
      <For each={names()}>
        {(name) => (
          <MapNameText
            name={name}
            box={boxOf(name.id)}
            px={px()}
            hue={props.hues?.get(schemas().get(name.id) ?? '')}
            dim={near()?.has(name.id) === false}
          />
        )}
      </For>
    </svg>
  );
}
