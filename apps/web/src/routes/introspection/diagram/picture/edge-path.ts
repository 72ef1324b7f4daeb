import type { Point } from '../layout/geometry.ts';

/** Where a line leaves a table: to the right of it, or to the left. */
export interface Port extends Point {
  side: 1 | -1;
}

/** A line as an SVG path, and points along it that show how far it goes. */
export interface EdgeLine {
  path: string;
  along: Point[];
}

export const RING_PX = 3.5;
const FOOT_PX = 11;
const STUB_PX = 20;
const LOOP_PX = 48;
const BOW_PX = 26;
const CORNER_PX = 6;
/** How far a curve goes on before it turns, by the distance it has to go. */
const PULL = 0.4;
const MOST_PULL_PX = 260;
const SAMPLES = 12;

/** Straight pieces with round corners. `unit` is how many px of the picture one of the layout is. */
export function bentLine(points: readonly Point[], unit = 1): EdgeLine {
  const [first, ...others] = points;
  if (!first) return { path: '', along: [] };
  const pieces = others.map((point, index) => {
    const next = others[index + 1];
    return next ? corner([points[index] ?? first, point, next], CORNER_PX * unit) : `L${at(point)}`;
  });
  return { path: `M${at(first)}${pieces.join('')}`, along: [...points] };
}

function corner([before, point, next]: [Point, Point, Point], most: number): string {
  const radius = Math.min(most, distance(before, point) / 2, distance(point, next) / 2);
  return `L${at(toward(point, before, radius))}Q${at(point)} ${at(toward(point, next, radius))}`;
}

/** A key of a table to itself, beside its right edge. */
export function loop(start: Port, end: Port, unit = 1): EdgeLine {
  const reach = Math.max(start.x, end.x) + LOOP_PX * unit;
  const first = { x: start.x + STUB_PX * unit, y: start.y };
  const last = { x: end.x + STUB_PX * unit, y: end.y };
  // On a map both ends are in the middle of the box.
  const bow = start.y === end.y ? BOW_PX * unit : 0;
  const [a, b] = [
    { x: reach, y: start.y - bow },
    { x: reach, y: end.y + bow },
  ];
  return {
    path: `M${at(start)}L${at(first)}C${at(a)} ${at(b)} ${at(last)}L${at(end)}`,
    along: [start, ...sampled(first, a, b, last), end],
  };
}

/** A curve from one table to another; by the gate of its bundle, where it has one. */
export function curve(start: Port, end: Port, gate?: { point: Point; heading: Point }, unit = 1): EdgeLine {
  const first = { x: start.x + start.side * STUB_PX * unit, y: start.y };
  const last = { x: end.x + end.side * STUB_PX * unit, y: end.y };
  const stops = gate ? [first, gate.point, last] : [first, last];
  const along: Point[] = [start, first];
  let path = `M${at(start)}L${at(first)}`;
  for (const [index, to] of stops.slice(1).entries()) {
    const from = stops[index] ?? first;
    const pull = Math.min(MOST_PULL_PX * unit, distance(from, to) * PULL);
    const a = from === first ? ahead(from, { x: start.side, y: 0 }, pull) : ahead(from, gate?.heading ?? from, pull);
    const b = to === last ? ahead(to, { x: end.side, y: 0 }, pull) : ahead(to, gate?.heading ?? to, -pull);
    path += `C${at(a)} ${at(b)} ${at(to)}`;
    along.push(...sampled(from, a, b, to));
  }
  return { path: `${path}L${at(end)}`, along: [...along, end] };
}

/** A crow's foot where many may point, a bar where one; at the other end bars for one, two where there must be one. */
export function marks(start: Port, end: Port, { many, optional }: { many: boolean; optional: boolean }) {
  return {
    path: `${many ? foot(start) : bar(start, 6)}${bar(end, 6)}${optional ? '' : bar(end, 10)}`,
    rings: [ring(start), ...(optional ? [ring(end)] : [])],
  };
}

function foot({ x, y, side }: Port): string {
  const apex = round(x + side * FOOT_PX);
  return `M${round(x)} ${round(y - 6)}L${apex} ${round(y)}L${round(x)} ${round(y + 6)}`;
}

function bar({ x, y, side }: Port, far: number): string {
  return `M${round(x + side * far)} ${round(y - 5)}v10`;
}

function ring({ x, y, side }: Port): Point {
  return { x: round(x + side * (FOOT_PX + RING_PX)), y: round(y) };
}

/** Points of a cubic curve, near enough to each other to know its bounds by. */
function sampled(from: Point, a: Point, b: Point, to: Point): Point[] {
  return Array.from({ length: SAMPLES }, (_, index) => {
    const t = (index + 1) / SAMPLES;
    const [p, q, r, s] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
    return { x: p * from.x + q * a.x + r * b.x + s * to.x, y: p * from.y + q * a.y + r * b.y + s * to.y };
  });
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const ahead = ({ x, y }: Point, heading: Point, by: number) => ({ x: x + heading.x * by, y: y + heading.y * by });
const toward = (from: Point, to: Point, by: number) => {
  const far = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / far) * by, y: from.y + ((to.y - from.y) / far) * by };
};
const round = (value: number) => Math.round(value * 10) / 10;
const at = ({ x, y }: Point) => `${round(x)} ${round(y)}`;
