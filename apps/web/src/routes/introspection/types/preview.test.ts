import { expect, it } from 'vitest';
import { previewOf } from './preview.ts';

it('shows a short text whole, and of a long one the beginning and how much is left out', () => {
  expect(previewOf('a\nb', 2)).toEqual({ text: 'a\nb', hidden: 0 });
  expect(previewOf('a\nb\nc\nd', 2)).toEqual({ text: 'a\nb', hidden: 2 });
});
