import { expect, it } from 'vitest';
import { runEach } from './run-each.ts';

it('does all of it, never more at a time than allowed', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = async (item: number) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    done.push(item);
    running -= 1;
  };
  await runEach([1, 2, 3, 4, 5, 6, 7], 3, work, new AbortController().signal);
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('begins nothing more once it is told to stop', async () => {
  const stop = new AbortController();
  const done: number[] = [];
  const work = async (item: number) => {
    done.push(item);
    if (item === 2) stop.abort();
  };
  await runEach([1, 2, 3, 4], 1, work, stop.signal);
  expect(done).toEqual([1, 2]);
});
