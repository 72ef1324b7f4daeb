import { expect, it } from 'vitest';
import { begunAgain } from './begun-again.ts';

const dead = () => Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });

it('begins again where an idle connection had died', async () => {
  let attempts = 0;
  const result = begunAgain(async (onBegun) => {
    attempts += 1;
    if (attempts < 3)
      throw attempts === 1 ? dead() : new Error('failed', { cause: new Error('Connection terminated unexpectedly') });
    onBegun();
    return 'done';
  });
  expect(await result).toBe('done');
  expect(attempts).toBe(3);
});

it('never does twice what has begun, and gives up where every one is dead or something else is wrong', async () => {
  let attempts = 0;
  const count = (error: Error, begins: boolean) => {
    attempts = 0;
    return begunAgain(async (onBegun) => {
      attempts += 1;
      if (begins) onBegun();
      throw error;
    });
  };
  await expect(count(dead(), true)).rejects.toThrow('administrator');
  expect(attempts).toBe(1);
  await expect(count(new Error('does not exist'), false)).rejects.toThrow('does not exist');
  expect(attempts).toBe(1);
  await expect(count(dead(), false)).rejects.toThrow('administrator');
  expect(attempts).toBe(3);
});
