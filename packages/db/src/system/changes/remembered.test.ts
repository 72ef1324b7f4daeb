import { expect, test } from 'vitest';
import { Remembered } from './remembered.ts';

function start({ current = true } = {}) {
  const state = { current };
  const remembered = new Remembered(() => state.current);
  let loads = 0;
  const ask = (key: string, scopes: string[] | null, meanwhile = () => {}) =>
    remembered.remember(
      key,
      async () => {
        await null;
        meanwhile();
        return ++loads;
      },
      () => scopes,
    );
  return { remembered, state, ask };
}

test('recalls until one of its scopes changes', async () => {
  const { remembered, ask } = start();
  expect(await ask('a', ['user:1', 'tenant:1'])).toBe(1);
  expect(await ask('a', ['user:1', 'tenant:1'])).toBe(1);
  expect(await ask('b', ['user:2', 'tenant:1'])).toBe(2);
  remembered.change('user:3');
  remembered.change('user:2');
  expect(remembered.recall('a')).toBe(1);
  expect(remembered.recall('b')).toBeUndefined();
  remembered.change('tenant:1');
  expect(remembered.recall('a')).toBeUndefined();
});

test('nothing counts while changes may be missed, and after a gap nothing is left', async () => {
  const { remembered, state, ask } = start();
  await ask('a', ['user:1']);
  state.current = false;
  expect(remembered.recall('a')).toBeUndefined();
  expect(await ask('a', ['user:1'])).toBe(2);
  state.current = true;
  expect(remembered.recall('a')).toBe(2);
  remembered.clear();
  expect(remembered.recall('a')).toBeUndefined();
});

test.each([
  ['user:1', false],
  ['user:2', true],
  ['*', false],
])('a change of %s while it was read: remembered %j', async (scope, kept) => {
  const { remembered, ask } = start();
  expect(await ask('a', ['user:1'], () => remembered.change(scope))).toBe(1);
  expect(remembered.recall('a') !== undefined).toBe(kept);
});

test('too many changes while it was read, or a gap, leave it unremembered', async () => {
  const { remembered, ask } = start();
  const storm = () => {
    for (let at = 0; at < 5_000; at++) remembered.change(`user:x${at}`);
  };
  await ask('a', ['user:1'], storm);
  await ask('b', ['user:1'], () => remembered.clear());
  await ask('c', null);
  for (const key of ['a', 'b', 'c']) expect(remembered.recall(key)).toBeUndefined();
});

test('holds so many things and no more, the oldest go first', async () => {
  const { remembered, ask } = start();
  for (let at = 0; at < 5_001; at++) await ask(`k${at}`, ['user:1', `user:${at}`]);
  expect(remembered.recall('k0')).toBeUndefined();
  expect(remembered.recall('k1')).toBe(2);
  remembered.change('user:1');
  expect(remembered.recall('k5000')).toBeUndefined();
});
