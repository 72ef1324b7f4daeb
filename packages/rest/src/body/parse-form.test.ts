import { describe, expect, it } from 'vitest';
import { parseForm } from './parse-form.ts';

describe('a form', () => {
  it.each<[string, Record<string, string>]>([
    ['', {}],
    ['&&', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['=a', { '': 'a' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=b+c%2B', { a: 'b c+' }],
    ['%61=%C3%A9', { a: 'é' }],
    ['a=%F0%9F%98%80', { a: '😀' }],
    ['a=100%', { a: '100%' }],
    ['a=%zz%4', { a: '%zz%4' }],
    ['a=é', { a: 'é' }],
  ])('%j holds what it says', (text, values) => {
    expect(Object.fromEntries(parseForm(text, 10))).toEqual(values);
  });

  it.each(['a=%FF', 'a=%C3', 'a=%E0%A4', '%FF=a', 'a=%C0%AF', 'a=%ED%A0%80', 'a=x%C3x%A9'])('%j is no text', (text) =>
    expect(() => parseForm(text, 10)).toThrow('well-formed UTF-8'),
  );

  it.each(['a=1&a=1', 'a=1&b=2&%61=3', 'a&a'])('%j says a thing twice', (text) =>
    expect(() => parseForm(text, 10)).toThrow("'a' is given more than once"),
  );

  it('has only so many keys', () => {
    expect(() => parseForm('a=1&b=2&c=3', 2)).toThrow('more than 2 keys');
  });
});
