import { expect, it } from 'vitest';
import { centreOn, fitScale, fitView, readView, windowOf, zoomAt } from './viewport.ts';

const frame = { width: 1000, height: 600 };

it('keeps the point under the pointer where it is', () => {
  const view = zoomAt({ x: 50, y: 20, k: 1 }, 2, { x: 250, y: 120 });
  expect(view).toEqual({ x: -150, y: -80, k: 2 });
  expect((250 - view.x) / view.k).toBe(200);
});

it('ends at a largest and a smallest scale', () => {
  expect(zoomAt({ x: 0, y: 0, k: 1 }, 1000, { x: 0, y: 0 }).k).toBe(3);
  expect(zoomAt({ x: 0, y: 0, k: 1 }, 0.0001, { x: 0, y: 0 }).k).toBe(0.03);
});

it('shows all of a picture in the middle of the frame, wherever it begins', () => {
  const picture = { x: -300, y: 80, width: 4000, height: 1000 };
  const { x, y, k } = fitView(picture, frame);
  const [left, top] = [x + picture.x * k, y + picture.y * k];
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left).toBeCloseTo(frame.width - (left + picture.width * k));
  expect(top).toBeCloseTo(frame.height - (top + picture.height * k));
  expect(fitScale(picture, frame)).toBe(k);
});

it('does not blow up a small picture', () => {
  expect(fitView({ x: 0, y: 0, width: 100, height: 50 }, frame).k).toBe(1.2);
});

it('brings a point into the middle', () => {
  expect(centreOn({ x: 1000, y: 500 }, 0.8, frame)).toEqual({ k: 0.8, x: -300, y: -100 });
});

it('shows a box at its full size, from its corner where it is larger than the frame', () => {
  expect(readView({ x: 100, y: 100, width: 200, height: 100 }, frame)).toEqual({ k: 1, x: 300, y: 150 });
  expect(readView({ x: 100, y: 100, width: 200, height: 900 }, frame)).toEqual({ k: 1, x: 300, y: -88 });
});

it('knows what is in sight', () => {
  expect(windowOf({ x: -50, y: 20, k: 0.5 }, frame)).toEqual({ x: 100, y: -40, width: 2000, height: 1200 });
});
