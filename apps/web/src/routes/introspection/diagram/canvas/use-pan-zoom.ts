import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { Point, Rect, Size } from '../layout/geometry.ts';
import { centreOn, fitView, readView, type View, zoomAt } from './viewport.ts';

/** A press that moves no further is a click. */
const CLICK_PX = 4;

/** Something that is dragged on the picture instead of the picture itself. */
export interface Grabbed {
  /** By so much of the picture's own measure. */
  move(by: Point): void;
  drop(): void;
}

export interface PanZoom {
  view: Accessor<View>;
  /** Of the frame. */
  size: Accessor<Size>;
  /** While a finger, a pointer or the wheel moves the picture. */
  isMoving: Accessor<boolean>;
  /** The place in the frame that was last held while zooming. */
  held: Accessor<Point>;
  attach(frame: HTMLElement): void;
  zoom(factor: number): void;
  pan(dx: number, dy: number): void;
  fit(picture: Rect): void;
  read(box: Rect): void;
  centre(point: Point): void;
  /** A point of the picture in the middle, so large. */
  show(point: Point, k: number): void;
}

/** Moves a picture in its frame: by pointer, by two fingers, by wheel. */
export function usePanZoom(grab: (event: PointerEvent) => Grabbed | null): PanZoom {
  const [view, setView] = createSignal<View>({ x: 0, y: 0, k: 1 });
  const [size, setSize] = createSignal<Size>({ width: 0, height: 0 });
  const [isMoving, setMoving] = createSignal(false);
  const [held, setHeld] = createSignal<Point>({ x: 0, y: 0 });
  const pointers = new Map<number, Point>();
  let frame: HTMLElement | undefined;
  let pressed: Point = { x: 0, y: 0 };
  let grabbed: Grabbed | null = null;
  let dragged = false;
  let wheelTimer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(wheelTimer));

  const placeOf = (event: MouseEvent): Point => {
    const box = frame?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const middle = () => ({ x: size().width / 2, y: size().height / 2 });
  const zoom = (factor: number, at: Point = middle()) => {
    setHeld(at);
    setView((now) => zoomAt(now, factor, at));
  };
  const pan = (dx: number, dy: number) => setView((now) => ({ ...now, x: now.x + dx, y: now.y + dy }));

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, placeOf(event));
    pressed = placeOf(event);
    dragged = pointers.size > 1;
    grabbed = pointers.size === 1 ? grab(event) : null;
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (!before || !frame) return;
    const now = placeOf(event);
    if (!dragged && Math.hypot(now.x - pressed.x, now.y - pressed.y) < CLICK_PX) return;
    if (!frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
    dragged = true;
    setMoving(true);
    pointers.set(event.pointerId, now);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) pinch(before, now, other);
    else if (grabbed) grabbed.move({ x: (now.x - before.x) / view().k, y: (now.y - before.y) / view().k });
    else pan(now.x - before.x, now.y - before.y);
  };
  const pinch = (before: Point, now: Point, other: Point) => {
    const [apart, were] = [distance(now, other), distance(before, other)];
    if (were > 0) zoom(apart / were, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    pan((now.x - before.x) / 2, (now.y - before.y) / 2);
  };
  const onPointerUp = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    if (dragged) grabbed?.drop();
    grabbed = null;
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

  const attach = (element: HTMLElement) => {
    frame = element;
    // The frame itself is measured, not the window: what stands beside it is not part of it.
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    onCleanup(() => observer.disconnect());
    element.addEventListener('pointerdown', onPointerDown);
    element.addEventListener('pointermove', onPointerMove);
    element.addEventListener('pointerup', onPointerUp);
    element.addEventListener('pointercancel', onPointerUp);
    element.addEventListener('click', onClick, { capture: true });
    element.addEventListener('dragstart', (event) => event.preventDefault());
    element.addEventListener('wheel', onWheel, { passive: false });
  };
  return {
    view,
    size,
    isMoving,
    held,
    attach,
    zoom: (factor) => zoom(factor),
    pan,
    fit: (picture) => setView(fitView(picture, size())),
    read: (box) => setView(readView(box, size())),
    centre: (point) => setView((now) => centreOn(point, now.k, size())),
    show(point, k) {
      setHeld(middle());
      setView(centreOn(point, k, size()));
    },
  };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
