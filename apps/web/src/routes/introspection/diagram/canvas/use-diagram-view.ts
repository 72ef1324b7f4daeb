import { type Accessor, createEffect, createMemo, on, onCleanup, untrack } from 'solid-js';
import { busiest, nearest } from '../graph/neighbours.ts';
import type { Rect, Size } from '../layout/geometry.ts';
import type { Picture } from '../picture/make-picture.ts';
import { middleAt, type Place, placeAt } from './place.ts';
import type { PanZoom } from './use-pan-zoom.ts';
import { fitScale, type View, windowOf } from './viewport.ts';

/** Smaller than this, the picture is a map. */
export const MAP_SCALE = 0.4;

export const ZOOMS = ['', 'fit', 'read'] as const;
/** All of it, or one table at 100 %; by itself, all of it where that can be read. */
export type ZoomMode = (typeof ZOOMS)[number];

interface DiagramViewOptions {
  detail: Accessor<Picture | undefined>;
  map: Accessor<Picture | undefined>;
  /** Changes with each new layout, and not when a table is moved. */
  layoutKey: Accessor<unknown>;
  mode: Accessor<ZoomMode>;
  /** Id of the table that it is about, if any. */
  focus: Accessor<string | undefined>;
  /** Where the address has it. */
  place: Accessor<Place | null>;
  /** It was moved there, and rests. */
  onPlace(place: Place): void;
}

/** So long nobody moves it: it rests. */
const REST_MS = 400;

/** Which of the two pictures is shown, and where: fits, opens readable, and changes between both at the same table. */
export function useDiagramView(moves: PanZoom, options: DiagramViewOptions) {
  const { detail, map } = options;
  const isMap = createMemo(() => moves.view().k < MAP_SCALE && map() !== undefined);
  const picture = createMemo(() => (isMap() ? map() : detail()));
  // The view that Fit made: as long as nobody has moved it, it goes with the frame.
  let fitted: View | undefined;
  /** What was shown by itself or by a button: nothing of that has to be told. */
  let made: View | undefined;
  /** The view that the address has: it keeps its middle, whatever becomes of the frame. */
  let placed: View | undefined;
  /** What a button has done before the address says it: somebody may have moved on by then. */
  let done: ZoomMode | undefined;

  const fit = () => {
    const whole = detail();
    if (!whole) return;
    moves.fit(whole.bounds);
    const shown = untrack(picture);
    if (shown && shown !== whole) moves.fit(shown.bounds);
    fitted = untrack(moves.view);
  };
  const read = () => {
    const whole = detail();
    const id = whole && (untrack(options.focus) ?? busiest(whole.graph));
    const box = id && whole?.boxes.get(id);
    if (box) moves.read(box);
  };
  const apply = () => {
    const whole = detail();
    if (!whole) return;
    const place = untrack(options.place);
    const middle = place && middleAt(whole.boxes, place);
    const mode = untrack(options.mode) || opensWith(whole.bounds, untrack(moves.size));
    if (middle) moves.show(middle, place.k);
    else if (mode === 'fit') fit();
    else read();
    made = untrack(moves.view);
    placed = middle ? made : undefined;
  };
  // Of all that changes in the address, only another layout or another wish moves the picture.
  const layout = createMemo(() => options.layoutKey());
  const mode = createMemo(() => options.mode());
  createEffect(on(layout, () => untrack(apply)));
  createEffect(
    on(
      mode,
      (wanted) => {
        // Once as the address begins to change and once when it has: neither takes back what was done since.
        if (wanted === done) return;
        done = undefined;
        untrack(apply);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      moves.size,
      () => {
        if (fitted === moves.view()) {
          fit();
          made = moves.view();
        } else if (placed === moves.view()) apply();
      },
      { defer: true },
    ),
  );
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  createEffect(
    on(
      moves.view,
      (view) => {
        clearTimeout(rest);
        rest = setTimeout(() => {
          const shown = picture();
          if (!shown || view === made || view === fitted) return;
          const { x, y, width, height } = windowOf(view, moves.size());
          const place = placeAt(shown.boxes, { x: x + width / 2, y: y + height / 2 }, view.k);
          if (place) options.onPlace(place);
        }, REST_MS);
      },
      { defer: true },
    ),
  );
  createEffect(
    on(picture, (now, before) => {
      if (!now || !before || now.isMap === before.isMap) return;
      if (fitted === moves.view()) fit();
      else keepTable(before, now);
    }),
  );
  /** The table under the pointer stays there, however the others are placed. */
  const keepTable = (before: Picture, now: Picture) => {
    const { x, y, k } = moves.view();
    const { x: left, y: top } = moves.held();
    const at = { x: (left - x) / k, y: (top - y) / k };
    const id = nearest(before.boxes, at);
    const [old, next] = [before.boxes.get(id ?? ''), now.boxes.get(id ?? '')];
    if (!old || !next) return;
    const part = { x: (at.x - old.x) / old.width, y: (at.y - old.y) / old.height };
    const goal = { x: next.x + clamp(part.x) * next.width, y: next.y + clamp(part.y) * next.height };
    moves.pan((at.x - goal.x) * k, (at.y - goal.y) * k);
  };
  const doing = (wanted: ZoomMode, act: () => void) => () => {
    if (untrack(mode) !== wanted) done = wanted;
    act();
    made = untrack(moves.view);
  };
  return { isMap, picture, fit: doing('fit', fit), read: doing('read', read) };
}

const clamp = (part: number) => Math.min(1.5, Math.max(-0.5, part));

export function opensWith(bounds: Rect, frame: Size): 'fit' | 'read' {
  return fitScale(bounds, frame) >= MAP_SCALE ? 'fit' : 'read';
}
