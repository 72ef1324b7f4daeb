import { expect, it } from 'vitest';
import { middleAt, placeAt, placeIn, placeText } from './place.ts';

const boxes = new Map([
  ['1', { x: 0, y: 0, width: 100, height: 50 }],
  ['2', { x: 400, y: 200, width: 200, height: 100 }],
]);
const labels = new Map([
  ['1', 'shop.orders'],
  ['2', 'shop.a,b'],
]);
const labelOf = (id: string) => labels.get(id) ?? '';
const idOf = (label: string) => [...labels].find(([, one]) => one === label)?.[0];

it('comes back as it was, told by the nearest table', () => {
  const place = placeAt(boxes, { x: 450, y: 325 }, 0.8);
  expect(place).toEqual({ table: '2', part: { x: 0.25, y: 1.25 }, k: 0.8 });
  const text = place && placeText(place, labelOf);
  expect(text).toBe('0.25,1.25,80,shop.a,b');
  const back = placeIn(text ?? '', idOf);
  expect(back).toEqual(place);
  expect(back && middleAt(boxes, back)).toEqual({ x: 450, y: 325 });
});

it.each(['', 'x', '1,2,80', '1,2,80,shop.gone', '1,2,0,shop.orders', '1,2,9000,shop.orders', '1.2.3,2,80,shop.orders'])(
  'is none where it cannot be read: %s',
  (text) => {
    expect(placeIn(text, idOf)).toBeNull();
  },
);

it('is none in a picture of nothing', () => {
  expect(placeAt(new Map(), { x: 0, y: 0 }, 1)).toBeNull();
});
