import { describe, expect, it } from 'vitest';
import { type Contract, contractBreaks } from './contract-breaks.ts';

type Schema = NonNullable<Contract['procedures'][string]['input']>;

const string: Schema = { type: 'string' };
const object = (properties: Record<string, Schema>, required: string[] = Object.keys(properties)): Schema => {
  return { type: 'object', properties, required, additionalProperties: false };
};
const contract = (input: Schema | null, output: Schema | null, $defs: Record<string, Schema> = {}): Contract => {
  return { procedures: { 'a.b': { type: 'query', input, output } }, $defs };
};
const given = (mine: Schema | null, theirs: Schema | null) =>
  contractBreaks(contract(mine, null), contract(theirs, null)).length > 0;
const told = (mine: Schema | null, theirs: Schema | null) =>
  contractBreaks(contract(null, mine), contract(null, theirs)).length > 0;

describe('a server that is of another version than its caller', () => {
  it.each<[string, Schema | null, Schema | null]>([
    ['a key that may be given', object({ a: string }), object({ a: string, b: string }, ['a'])],
    ['a value to choose', { enum: ['a'] }, { enum: ['a', 'b'] }],
    ['another type to choose', string, { anyOf: [string, { type: 'null' }] }],
    ['more numbers', { type: 'integer' }, { type: 'number' }],
    ['a key that need not be given any more', object({ a: string }), object({ a: string }, [])],
    ['types as a list', { anyOf: [string, { type: 'null' }] }, { type: ['string', 'null'] }],
    ['any text in place of some', { const: 'a' }, string],
  ])('takes %s besides', (_, mine, theirs) => {
    expect(given(mine, theirs)).toBe(false);
  });

  it.each<[string, Schema | null, Schema | null]>([
    ['wants a key more', object({ a: string }), object({ a: string, b: string })],
    ['has no such key any more', object({ a: string, b: string }), object({ a: string })],
    ['takes a value no more', { enum: ['a', 'b'] }, { enum: ['a'] }],
    ['takes no null any more', { anyOf: [string, { type: 'null' }] }, string],
    ['wants another type', string, { type: 'integer' }],
    ['wants other elements', { type: 'array', items: string }, { type: 'array', items: { type: 'boolean' } }],
    ['wants a choice of its own', string, { enum: ['a'] }],
  ])('%s', (_, mine, theirs) => {
    expect(given(mine, theirs)).toBe(true);
  });

  it.each<[string, Schema | null, Schema | null]>([
    ['a key', object({ a: string }), object({ a: string, b: string })],
    ['another value of a choice', { enum: ['a'] }, { enum: ['a', 'b'] }],
    ['never null any more', { anyOf: [string, { type: 'null' }] }, string],
    ['always what it told at times', object({ a: string }, []), object({ a: string })],
  ])('tells %s, which breaks nobody', (_, mine, theirs) => {
    expect(told(mine, theirs)).toBe(false);
  });

  it.each<[string, Schema | null, Schema | null]>([
    ['a key no more', object({ a: string, b: string }), object({ a: string })],
    ['null where there was none', string, { anyOf: [string, { type: 'null' }] }],
    ['only at times what it always told', object({ a: string }), object({ a: string }, [])],
    ['another type', { type: 'integer' }, string],
    ['fractions', { type: 'integer' }, { type: 'number' }],
    [
      'records of something else',
      { type: 'object', additionalProperties: string },
      { type: 'object', additionalProperties: { type: 'number' } },
    ],
  ])('tells %s', (_, mine, theirs) => {
    expect(told(mine, theirs)).toBe(true);
  });

  it('is looked at through its names, and named by its procedures', () => {
    const mine = contract(
      { $ref: '#/$defs/Id' },
      { $ref: '#/$defs/Thing' },
      { Id: string, Thing: object({ id: string }) },
    );
    expect(contractBreaks(mine, contract(string, object({ id: string })))).toEqual([]);
    expect(contractBreaks(mine, contract(string, object({ id: { type: 'integer' } })))).toEqual(['a.b']);
    expect(contractBreaks(mine, { procedures: {}, $defs: {} })).toEqual(['a.b']);
    const changed = contract(string, object({ id: string }));
    changed.procedures['a.b'] = { ...(changed.procedures['a.b'] as Contract['procedures'][string]), type: 'mutation' };
    expect(contractBreaks(mine, changed)).toEqual(['a.b']);
  });
});
