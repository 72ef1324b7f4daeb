import { expect, it } from 'vitest';
import { tagFault, tagsIn, withTags } from './tags-text.ts';

it('finds tags in what people type or paste', () => {
  expect(tagsIn(' Team:Shop, eu-west;tier:1\nold ')).toEqual(['team:shop', 'eu-west', 'tier:1', 'old']);
  expect(tagsIn('  ')).toEqual([]);
  expect(withTags(['a', 'b'], ['b', 'c'])).toEqual(['a', 'b', 'c']);
});

it('says what is no tag, and when there are too many', () => {
  expect(tagFault(['team:shop', 'a/b_c.d-1'])).toBeUndefined();
  expect(tagFault(['größe'])).toMatch(/^“größe” is no tag/);
  expect(tagFault(Array.from({ length: 21 }, (_, n) => `t${n}`))).toBe('There can be 20 tags at most.');
});
