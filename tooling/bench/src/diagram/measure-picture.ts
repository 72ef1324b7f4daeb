import type { Picture, Point } from '@portolan/web/diagram-layout';

/** Of an ordinary window: what the page leaves for the picture. */
export const CANVAS = { width: 1110, height: 620 };
const STEPS = 8;

interface Segment {
  a: Point;
  b: Point;
  /** The table that its line points at, and the line. */
  to: string;
  line: number;
}

export interface Measures {
  /** How large it is drawn when all of it is to be seen. */
  fit: number;
  aspect: number;
  /** Millions of square pixels. */
  area: number;
  /** Places where lines to different tables cross; what lies on each other to the same table is one line. */
  crossings: number;
}

export function measurePicture({ bounds, edges }: Picture): Measures {
  const { width, height } = bounds;
  const segments = edges.flatMap(({ path, relation }, line) =>
    segmentsOf(path).map((one) => ({ ...one, to: relation.to, line })),
  );
  return {
    fit: Math.min(CANVAS.width / width, CANVAS.height / height),
    aspect: width / height,
    area: (width * height) / 1e6,
    crossings: crossingsOf(segments),
  };
}

/** Straight pieces of a path of M, L, Q and C. */
function segmentsOf(path: string): { a: Point; b: Point }[] {
  const points: Point[] = [];
  for (const [, command, text = ''] of path.matchAll(/([MLQC])([^MLQC]*)/g)) {
    const numbers = text.split(' ').map(Number);
    const stops = numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? 0 }] : []));
    const last = points.at(-1);
    if (command === 'C' && last) points.push(...curve(last, stops));
    else points.push(...stops.slice(-1));
  }
  return points.slice(1).map((b, index) => ({ a: points[index] ?? b, b }));
}

function curve(from: Point, [a = from, b = from, to = from]: Point[]): Point[] {
  return Array.from({ length: STEPS }, (_, index) => {
    const t = (index + 1) / STEPS;
    const mix = (p: number, q: number, r: number, s: number) =>
      p * (1 - t) ** 3 + 3 * q * t * (1 - t) ** 2 + 3 * r * t ** 2 * (1 - t) + s * t ** 3;
    return { x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) };
  });
}

function crossingsOf(segments: readonly Segment[]): number {
  const places = new Set<string>();
  const sorted = segments.toSorted((p, q) => Math.min(p.a.x, p.b.x) - Math.min(q.a.x, q.b.x));
  sorted.forEach((one, index) => {
    const right = Math.max(one.a.x, one.b.x);
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (!other || Math.min(other.a.x, other.b.x) > right) break;
      if (one.line === other.line || one.to === other.to) continue;
      const place = crossing(one, other);
      if (place) places.add([[one.to, other.to].sort().join(), Math.round(place.x), Math.round(place.y)].join());
    }
  });
  return places.size;
}

function crossing({ a, b }: Segment, { a: c, b: d }: Segment): Point | null {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross;
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross;
  return t > 0.001 && t < 0.999 && u > 0.001 && u < 0.999 ? { x: a.x + t * rx, y: a.y + t * ry } : null;
}
