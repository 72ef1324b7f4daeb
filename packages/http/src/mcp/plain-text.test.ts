import { expect, it } from 'vitest';
import { plainText, plainValue } from './plain-text.ts';

it('takes out what cannot be seen, controls something or turns the text around', () => {
  const hidden = ['\u0007', '\u001b', '\u007f', '\u009b', '\u200b', '\u200d', '\u202e', '\u2066', '\ufeff', '\u00ad'];
  const more = ['\u{e0041}', '\ufe0f', '\u3164', '\u115f', '\u2800', '\ue000', '\u180e', '\u{1d173}'];
  for (const one of [...hidden, ...more]) expect(plainText(`a${one}b`)).toBe('ab');
});

it('keeps what people write, and has one kind of line break', () => {
  const text = 'Größe\t日本語 – naïve\nعربى 👍';
  expect(plainText(text)).toBe(text);
  expect(plainText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
  expect(plainText('half \ud83d')).toBe('half \ufffd');
});

it('reaches every text of a value, and its keys', () => {
  const value = { 'na\u202eme': ['x\u0000', { deep: 'y\u200b' }], count: 1, none: null, yes: true };
  expect(plainValue(value)).toEqual({ name: ['x', { deep: 'y' }], count: 1, none: null, yes: true });
});
