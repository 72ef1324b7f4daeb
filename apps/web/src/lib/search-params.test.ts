import { describe, expect, it } from 'vitest';
import {
  choiceParam,
  listParam,
  pageParam,
  patternParam,
  readParams,
  sizeParam,
  textParam,
  writeParams,
} from './search-params.ts';

const params = {
  search: textParam(5),
  status: choiceParam(['failed', 'connected']),
  sortOrder: choiceParam(['asc', 'desc'], 'desc'),
  page: pageParam(),
  pageSize: sizeParam([10, 20, 50], 20),
};
const fallbacks = { search: '', status: undefined, sortOrder: 'desc', page: 1, pageSize: 20 };

describe('readParams', () => {
  it('falls back where nothing is given', () => {
    expect(readParams(params, {})).toEqual(fallbacks);
  });

  it('reads what is valid', () => {
    const raw = { search: 'abc', status: 'failed', sortOrder: 'asc', page: '3', pageSize: '50' };
    expect(readParams(params, raw)).toEqual({ ...raw, page: 3, pageSize: 50 });
  });

  it('ignores what is not valid', () => {
    const raw = { status: 'nope', sortOrder: 'up', page: '-1', pageSize: '7' };
    expect(readParams(params, raw)).toEqual(fallbacks);
  });

  it('cuts long text and takes the first of many', () => {
    expect(readParams(params, { search: ['abcdefgh', 'x'] }).search).toBe('abcde');
  });
});

describe('writeParams', () => {
  it('removes what equals its fallback', () => {
    expect(writeParams(params, { page: 1, status: undefined, search: 'a' })).toEqual({
      page: undefined,
      status: undefined,
      search: 'a',
    });
  });

  it('leaves alone what the patch does not name', () => {
    expect(writeParams(params, { page: 2 })).toEqual({ page: '2' });
  });
});

describe('lists and patterns', () => {
  const more = { tag: listParam((value) => /^[a-z:]+$/.test(value)), owner: patternParam(/^(none|\d+)$/) };

  it('read what fits, each once, and write it with commas', () => {
    expect(readParams(more, { tag: 'team:shop,A!,old,old', owner: '12' })).toEqual({
      tag: ['team:shop', 'old'],
      owner: '12',
    });
    expect(readParams(more, { owner: 'me' })).toEqual({ tag: [], owner: undefined });
    expect(writeParams(more, { tag: ['a', 'b'], owner: 'none' })).toEqual({ tag: 'a,b', owner: 'none' });
    expect(writeParams(more, { tag: [], owner: undefined })).toEqual({ tag: undefined, owner: undefined });
  });
});
