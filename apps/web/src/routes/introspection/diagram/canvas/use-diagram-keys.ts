import type { Direction } from '../graph/neighbours.ts';

const DIRECTIONS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const STEPS: Record<Direction, { x: number; y: number }> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};
const PAN_PX = 60;
const MOVE_PX = 20;
export const ZOOM_STEP = 1.25;

export interface DiagramActs {
  /** Along a key, from the table that is chosen. */
  walk(direction: Direction): void;
  pan(dx: number, dy: number): void;
  /** Moves the table that is chosen. */
  move(dx: number, dy: number): void;
  zoom(factor: number): void;
  fit(): void;
  read(): void;
  open(): void;
  leave(): void;
}

/** What keys do on the picture: arrows walk, with Shift they move the picture, with Alt the table. */
export function onDiagramKey(event: KeyboardEvent, acts: DiagramActs): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
  const act = actOf(event, acts);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf({ key, shiftKey, altKey }: KeyboardEvent, acts: DiagramActs): (() => void) | undefined {
  const direction = DIRECTIONS[key];
  if (direction) {
    const { x, y } = STEPS[direction];
    if (shiftKey) return () => acts.pan(-x * PAN_PX, -y * PAN_PX);
    if (altKey) return () => acts.move(x * MOVE_PX, y * MOVE_PX);
    return () => acts.walk(direction);
  }
  if (altKey) return undefined;
  const others: Record<string, () => void> = {
    '+': () => acts.zoom(ZOOM_STEP),
    '=': () => acts.zoom(ZOOM_STEP),
    '-': () => acts.zoom(1 / ZOOM_STEP),
    '0': acts.fit,
    '1': acts.read,
    Enter: acts.open,
    Escape: acts.leave,
  };
  return others[key];
}
