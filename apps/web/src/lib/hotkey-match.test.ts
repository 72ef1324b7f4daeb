import { expect, it } from 'vitest';
import { keyName, matchKey } from './hotkey-match.ts';

const names = ['mod+k', '/', 'c', 'g c', '?'];
const plain = { ctrlKey: false, metaKey: false, altKey: false };

it('names keys alike on every platform', () => {
  expect(keyName({ ...plain, key: 'K', ctrlKey: true })).toBe('mod+k');
  expect(keyName({ ...plain, key: 'k', metaKey: true })).toBe('mod+k');
  expect(keyName({ ...plain, key: '?' })).toBe('?');
});

it('fires single keys', () => {
  expect(matchKey(names, '', 'c')).toEqual({ hit: 'c', prefix: '' });
});

it('waits for the second key of a chord, which then wins over the single key', () => {
  expect(matchKey(names, '', 'g')).toEqual({ hit: null, prefix: 'g' });
  expect(matchKey(names, 'g', 'c')).toEqual({ hit: 'g c', prefix: '' });
});

it('forgets a chord that is not finished', () => {
  expect(matchKey(names, 'g', 'x')).toEqual({ hit: null, prefix: '' });
  expect(matchKey(names, 'g', '/')).toEqual({ hit: '/', prefix: '' });
});
