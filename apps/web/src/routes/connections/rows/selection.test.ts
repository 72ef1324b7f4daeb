import { expect, it } from 'vitest';
import { saved } from '../form/test-drafts.ts';
import { createSelection } from './selection.ts';

const rows = ['a', 'b', 'c', 'd'].map((id) => saved({ id, name: id }));
const [a, b, , d] = rows as [(typeof rows)[0], (typeof rows)[0], (typeof rows)[0], (typeof rows)[0]];
const ids = (selection: ReturnType<typeof createSelection>) => selection.all().map(({ id }) => id);

it('marks one by one, and a range from the last mark', () => {
  const selection = createSelection();
  selection.toggle(b);
  selection.extend(d, rows);
  expect(ids(selection)).toEqual(['b', 'c', 'd']);
  selection.toggle(d);
  expect(selection.has('d')).toBe(false);
  expect(selection.count()).toBe(2);
});

it('keeps marks of other pages, until they are cleared', () => {
  const selection = createSelection();
  selection.toggle(a);
  selection.extend(d, [saved({ id: 'c' }), d]);
  expect(ids(selection)).toEqual(['a', 'd']);
  selection.remove(['a']);
  expect(ids(selection)).toEqual(['d']);
  selection.clear();
  expect(selection.count()).toBe(0);
});
