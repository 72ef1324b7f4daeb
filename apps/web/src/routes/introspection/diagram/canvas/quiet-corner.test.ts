import { expect, it } from 'vitest';
import { CORNERS, quietCorner } from './quiet-corner.ts';

const map = { width: 100, height: 50 };
const scene = { view: { x: 0, y: 0, k: 1 }, frame: { width: 1000, height: 600 }, corners: CORNERS };
const at = (x: number, y: number) => ({ x, y, width: 200, height: 100 });

it('stays where it covers no table', () => {
  const boxes = [at(800, 0), at(0, 0)];
  expect(quietCorner(map, 'bottom-right', { ...scene, boxes })).toBe('bottom-right');
  expect(quietCorner(map, 'bottom-left', { ...scene, boxes })).toBe('bottom-left');
});

it('goes where it covers least', () => {
  expect(quietCorner(map, 'bottom-right', { ...scene, boxes: [at(800, 500)] })).toBe('top-right');
  expect(quietCorner(map, 'bottom-right', { ...scene, boxes: [at(800, 500), at(850, 0)] })).toBe('bottom-left');
});

it('goes by where tables are seen, and only into corners that are free', () => {
  const view = { x: 500, y: 300, k: 0.5 };
  expect(quietCorner(map, 'bottom-right', { ...scene, view, boxes: [at(800, 500)] })).toBe('top-right');
  const corners = ['bottom-right', 'top-right'] as const;
  expect(quietCorner(map, 'bottom-left', { ...scene, corners, boxes: [at(800, 500)] })).toBe('top-right');
});
