import { describe, expect, it } from 'vitest';
import { canonicalJson, storable } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('spells equal values alike, whatever the order of their keys', () => {
    const one = { b: [1, { d: null, c: 'x' }], a: 1e21 };
    const other = { a: 1e21, b: [1, { c: 'x', d: null }] };
    expect(canonicalJson(one)).toBe('{"a":1e+21,"b":[1,{"c":"x","d":null}]}');
    expect(canonicalJson(other)).toBe(canonicalJson(one));
  });

  it('keeps apart what differs', () => {
    const values = [
      null,
      0,
      '0',
      '',
      [],
      {},
      [[]],
      [null],
      { a: null },
      { a: [] },
      ['a', 'b'],
      ['a,b'],
      { a: 1, b: 2 },
    ];
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
  });
});

describe('what is stored', () => {
  it('is what JSON can say', () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    expect(storable({ at, gone: undefined, list: [undefined], not: Number.NaN, zero: -0 })).toEqual({
      at: '2026-01-02T03:04:05.678Z',
      list: [null],
      not: null,
      zero: 0,
    });
    expect(storable(undefined)).toBeNull();
  });

  it('has no character that PostgreSQL refuses', () => {
    expect(storable({ 'k\u0000': ['a\u0000b', '\ud800', 'ok \u{1f9ed}'] })).toEqual({
      'k\ufffd': ['a\ufffdb', '\ufffd', 'ok \u{1f9ed}'],
    });
  });
});
