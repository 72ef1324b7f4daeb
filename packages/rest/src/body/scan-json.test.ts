import { describe, expect, it } from 'vitest';
import { scanJson } from './scan-json.ts';

const limits = { bytes: 1_000, keys: 5, entries: 5, depth: 3 };
const refused = (text: string) => {
  try {
    scanJson(text, limits);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a JSON text within its limits', () => {
  it.each([
    '',
    '1',
    '"a"',
    '{}',
    '[[[]]]',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":"{\\"a\\":1,\\"a\\":1}","b":"[[[[["}',
    '{"a":"\\\\","b":"\\\\\\"","c":"\\\\\\\\"}',
    '{"a":["a","a","a"],"b":"a"}',
    ' {\n"a" :\t1 , "b":[ 1 , 2 ] } ',
    '{"A":1,"a":2}',
  ])('%s', (text) => expect(refused(text)).toBeNull());

  it('or none at all is left to the parser', () => {
    for (const text of ['{', ']', '}}}}', '{"a', '{"a":"', '{"a" "a"}', ',,,', '"\\"', '{,}', '{"\\u00":1}', '\\'])
      expect(refused(text)).toBeNull();
  });
});

describe('a JSON text beyond its limits', () => {
  it.each([
    ['[[[[', 'levels'],
    ['{"a":{"a":{"a":{', 'levels'],
    ['[{"a":[[]]}]', 'levels'],
    ['{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}', 'keys'],
    ['[{"a":1},{"a":1},{"a":1},{"a":1},{"a":1},{"a":1}]', 'keys'],
    ['[1,1,1,1,1,1,1]', 'entries'],
    ['{"a":[1,1,1,1],"b":[1,1,1,1,1]}', 'entries'],
    [`{"${'k'.repeat(1_001)}":1}`, 'a key of'],
  ])('%s', (text, what) => expect(refused(text)).toContain(what));
});

describe('a key that is given twice', () => {
  it.each([
    ['{"a":1,"a":1}', "'a'"],
    ['{"a":1,"\\u0061":2}', "'a'"],
    ['{"x":{"a":1,"a":2}}', "'a'"],
    ['[{"a":1},{"a":1,"b":[1],"a":1}]', "'a'"],
    ['{"":1,"":2}', "''"],
    ['{"a\\"":1,"a\\"":2}', "'a\"'"],
    ['{"__proto__":1,"__proto__":2}', "'__proto__'"],
    ['{"a":"x,\\"a\\":", "b":1, "a":1}', "'a'"],
  ])('in %s', (text, key) => expect(refused(text)).toBe(`${key} is given more than once`));

  it('is told in part only, however long it is', () => {
    const key = 'k'.repeat(900);
    expect(refused(`{"${key}":1,"${key}":1}`)?.length).toBeLessThan(150);
  });
});
