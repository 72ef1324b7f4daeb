import { describe, expect, it } from 'vitest';
import { plain, plainJson, plainLines } from './plain.ts';
import { textOf } from './style.ts';
import { tableLines } from './table.ts';
import { fitted, widthOf } from './width.ts';

const ESC = String.fromCharCode(27);
const CSI = String.fromCharCode(0x9b);
const OVERRIDE = String.fromCharCode(0x202e);

describe('a text on a terminal', () => {
  it('loses what would be obeyed, and nothing that is read', () => {
    expect(plain(`a${ESC}[31m\tb\r\nc${CSI}2J${OVERRIDE}d`)).toBe('a[31m b c2Jd');
    expect(plain('Größe 表 👩‍💻 می‌خواهم')).toBe('Größe 表 👩‍💻 می‌خواهم');
    expect(plainLines(`a\n\tb${ESC}c\r\n`)).toBe('a\n\tbc\n');
  });

  it('is the same value as JSON, with nothing to obey', () => {
    const value = { name: `x${ESC}${CSI}${OVERRIDE}\u{e0041}`, none: undefined };
    expect(plainJson(value)).toMatch(/^[\n -~]+$/);
    expect(JSON.parse(plainJson(value))).toEqual({ name: value.name });
  });

  it('is as wide as it is seen', () => {
    expect(['abc', '表', '👩‍💻', 'e\u0301', ''].map(widthOf)).toEqual([3, 2, 2, 1, 0]);
    expect(['abcdef', '表表表', 'abc'].map((text) => fitted(text, 4))).toEqual(['abc…', '表…', 'abc']);
  });
});

describe('a table', () => {
  const rows = [
    ['one', 'a long comment that goes on', { style: 'red', text: 'x' } as const],
    ['表の名前', '', 'y'],
  ];
  const told = (width: number) => tableLines(['A', 'B', 'C'], rows, width).map((line) => line.map(textOf).join(''));

  it('stands in columns, and takes from the widest what the terminal does not have', () => {
    expect(told(Number.POSITIVE_INFINITY)).toEqual([
      `A         B${' '.repeat(28)}C`,
      'one       a long comment that goes on  x',
      `表の名前  ${' '.repeat(29)}y`,
    ]);
    expect(told(24)).toEqual(['A         B            C', 'one       a long com…  x', `表の名前  ${' '.repeat(13)}y`]);
    expect(told(5).map(widthOf)).toEqual([11, 11, 11]);
  });
});
