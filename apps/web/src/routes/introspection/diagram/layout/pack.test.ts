import { expect, it } from 'vitest';
import { boundsOf, overlaps, type Rect } from './geometry.ts';
import { pack } from './pack.ts';

const GAP = 10;
const sizes = Array.from({ length: 80 }, (_, index) => ({
  width: 40 + ((index * 37) % 160),
  height: 30 + ((index * 53) % 210),
}));
const packed = (aspect: number): Rect[] =>
  pack(sizes, GAP, aspect).map((corner, index) => ({ ...corner, ...(sizes[index] ?? { width: 0, height: 0 }) }));

it.each([0.5, 1, 1.8, 3])('fills a canvas of the aspect %f, with nothing over anything', (aspect) => {
  const rects = packed(aspect);
  rects.forEach((a, index) => {
    const apart = { ...a, width: a.width + GAP - 0.01, height: a.height + GAP - 0.01 };
    for (const b of rects.slice(index + 1)) expect(overlaps(apart, b) && overlaps(a, b)).toBe(false);
  });
  const { width, height } = boundsOf(rects);
  expect(width / height / aspect).toBeGreaterThan(0.75);
  expect(width / height / aspect).toBeLessThan(1.33);
  const used = sizes.reduce((sum, one) => sum + (one.width + GAP) * (one.height + GAP), 0);
  expect(used / (width * height)).toBeGreaterThan(0.75);
});

it('is nothing of nothing', () => {
  expect(pack([], GAP, 1.8)).toEqual([]);
});
