import { afterEach, expect, test, vi } from 'vitest';
import { Watchers } from './watchers.ts';

afterEach(() => void vi.useRealTimers());

function start({ current = true } = {}) {
  const state = { current };
  const watchers = new Watchers({ isCurrent: () => state.current, settled: async () => {} });
  const told: string[] = [];
  const watch = (name: string, ...scopes: string[]) => watchers.watch(scopes, () => told.push(name));
  return { watchers, state, told, watch };
}

test('tells those who wait for a scope, and nobody else; what changes everything tells everybody, once each', () => {
  const { watchers, told, watch } = start();
  const stop = watch('a', 'user:1', 'tenant:1');
  watch('b', 'user:2');
  watchers.change('user:1');
  watchers.change('user:3');
  expect(told).toEqual(['a']);
  watchers.change('*');
  expect(told).toEqual(['a', 'a', 'b']);
  stop();
  watchers.change('tenant:1');
  watchers.tellAll();
  expect(told).toEqual(['a', 'a', 'b', 'b']);
  watchers.close();
});

test('where nothing is heard everybody reads the state anew, again and again, and nobody looks for nobody', async () => {
  vi.useFakeTimers();
  const { state, told, watch } = start();
  const stop = watch('a', 'user:1');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual([]);
  state.current = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(['a', 'a', 'a']);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
