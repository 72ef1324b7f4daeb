import { expect, it } from 'vitest';
import { centreOn, fitView, zoomAt } from './viewport.ts';

const frame = { width: 1000, height: 600 };

it('keeps the point under the pointer where it is', () => {
  const view = zoomAt({ x: 50, y: 20, k: 1 }, 2, { x: 250, y: 120 });
  expect(view).toEqual({ x: -150, y: -80, k: 2 });
  expect((250 - view.x) / view.k).toBe(200);
});

it('ends at a largest and a smallest scale', () => {
  expect(zoomAt({ x: 0, y: 0, k: 1 }, 1000, { x: 0, y: 0 }).k).toBe(3);
  expect(zoomAt({ x: 0, y: 0, k: 1 }, 0.0001, { x: 0, y: 0 }).k).toBe(0.05);
});

it('shows all of a picture in the middle of the frame', () => {
  const picture = { width: 4000, height: 1000 };
  const { x, y, k } = fitView(picture, frame);
  expect(picture.width * k).toBeLessThanOrEqual(frame.width);
  expect(x).toBeCloseTo(frame.width - (x + picture.width * k));
  expect(y).toBeCloseTo(frame.height - (y + picture.height * k));
});

it('does not blow up a small picture', () => {
  expect(fitView({ width: 100, height: 50 }, frame).k).toBe(1.2);
});

it('brings a point into the middle, large enough to be read', () => {
  expect(centreOn({ x: 0, y: 0, k: 0.1 }, { x: 1000, y: 500 }, frame)).toEqual({ k: 0.8, x: -300, y: -100 });
});
