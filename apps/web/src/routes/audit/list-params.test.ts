import { expect, it } from 'vitest';
import { readParams } from '../../lib/search-params.ts';
import { setTimeChoice } from '../../lib/time-choice.ts';
import { isFiltered, listParams, toFilter } from './list-params.ts';

const read = (raw: Record<string, string>) => readParams(listParams, raw);

it('takes both days whole, where the reader is', () => {
  const filter = toFilter(read({ from: '2026-02-27', to: '2026-02-28' }));
  expect(filter).toEqual({
    from: new Date(2026, 1, 27).toISOString(),
    to: new Date(2026, 2, 1).toISOString(),
  });
});

it('cuts days where the clocks are that times are told by', () => {
  setTimeChoice({ timeZone: 'Asia/Tokyo', times: 'relative' });
  expect(toFilter(read({ from: '2026-02-27', to: '2026-02-27' }))).toEqual({
    from: '2026-02-26T15:00:00.000Z',
    to: '2026-02-27T15:00:00.000Z',
  });
  setTimeChoice({ timeZone: null, times: 'relative' });
});

it('ignores what is no day and no outcome', () => {
  const state = read({ from: '2026-02-31', to: 'yesterday', outcome: 'maybe', actor: '  ' });
  expect(toFilter(state)).toEqual({});
  expect(isFiltered(state)).toBe(false);
});

it('filters by what it was given', () => {
  const object = '0b9ccb2e-6b0e-4f0a-8f0e-000000000001';
  const state = read({ action: 'roles:', actor: ' ada@example.com ', outcome: 'denied', object });
  expect(toFilter(state)).toEqual({
    action: 'roles:',
    actor: 'ada@example.com',
    outcome: 'denied',
    entityId: object,
  });
  expect(toFilter(read({ object: 'no id' }))).toEqual({});
  expect(isFiltered(state)).toBe(true);
});
