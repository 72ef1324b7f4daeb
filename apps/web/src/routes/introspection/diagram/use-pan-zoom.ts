import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Point } from './layout-diagram.ts';
import { centreOn, fitView, type Size, type View, zoomAt } from './viewport.ts';

const STEP = 1.25;
const PAN_PX = 60;
/** A press that moves no further is a click. */
const CLICK_PX = 4;

export interface PanZoom {
  view: Accessor<View>;
  /** While a finger, a pointer or the wheel moves the picture. */
  isMoving: Accessor<boolean>;
  attach(frame: HTMLElement): void;
  zoom(factor: number): void;
  fit(): void;
  centre(point: Point): void;
}

/** Moves a picture in its frame: by pointer, by two fingers, by wheel and by keys. */
export function usePanZoom(picture: Accessor<Size | undefined>): PanZoom {
  const [view, setView] = createSignal<View>({ x: 0, y: 0, k: 1 });
  const [isMoving, setMoving] = createSignal(false);
  const pointers = new Map<number, Point>();
  let frame: HTMLElement | undefined;
  let pressed: Point = { x: 0, y: 0 };
  let dragged = false;
  let wheelTimer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(wheelTimer));

  // The frame itself is measured, not the window: what stands beside it is not part of it.
  const size = (): Size => ({ width: frame?.clientWidth ?? 0, height: frame?.clientHeight ?? 0 });
  const placeOf = (event: MouseEvent): Point => {
    const box = frame?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const zoom = (factor: number, held?: Point) => {
    const { width, height } = size();
    setView((now) => zoomAt(now, factor, held ?? { x: width / 2, y: height / 2 }));
  };
  const fit = () => {
    const whole = picture();
    if (whole) setView(fitView(whole, size()));
  };
  const pan = (dx: number, dy: number) => setView((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, placeOf(event));
    pressed = placeOf(event);
    dragged = pointers.size > 1;
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before || !frame) return;
    const now = placeOf(event);
    if (!dragged && Math.hypot(now.x - pressed.x, now.y - pressed.y) < CLICK_PX) return;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    dragged = true;
    setMoving(true);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!other) return pan(now.x - before.x, now.y - before.y);
    const [apart, were] = [distance(now, other), distance(before, other)];
    if (were > 0) zoom(apart / were, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  };
  const onPointerUp = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) setMoving(false);
  };
  // What is let go after a drag was not clicked.
  const onClick = (event: MouseEvent) => {
    if (dragged) {
      event.preventDefault();
      event.stopPropagation();
    }
    dragged = false;
  };
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    setMoving(true);
    clearTimeout(wheelTimer);
    wheelTimer = setTimeout(() => setMoving(false), 150);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0015;
    zoom(Math.exp(-event.deltaY * lines * speed), placeOf(event));
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: () => pan(PAN_PX, 0),
    ArrowRight: () => pan(-PAN_PX, 0),
    ArrowUp: () => pan(0, PAN_PX),
    ArrowDown: () => pan(0, -PAN_PX),
    '+': () => zoom(STEP),
    '=': () => zoom(STEP),
    '-': () => zoom(1 / STEP),
    '0': fit,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act || event.target !== frame || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  const attach = (element: HTMLElement) => {
    frame = element;
    element.addEventListener('pointerdown', onPointerDown);
    element.addEventListener('pointermove', onPointerMove);
    element.addEventListener('pointerup', onPointerUp);
    element.addEventListener('pointercancel', onPointerUp);
    element.addEventListener('click', onClick, { capture: true });
    element.addEventListener('dragstart', (event) => event.preventDefault());
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('keydown', onKeyDown);
  };
  const centre = (point: Point) => setView((now) => centreOn(now, point, size()));
  return { view, isMoving, attach, zoom: (factor) => zoom(factor), fit, centre };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
