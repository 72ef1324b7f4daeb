import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../harness.ts';
import { procedures } from './ask-http.ts';
import { POLICY } from './policy.ts';
import { probe } from './probe.ts';
import { createWorld, type World } from './world.ts';

let api: Harness;
let world: World;
beforeAll(async () => {
  api = await startHarness();
  world = await createWorld(api);
}, 30_000);
afterAll(() => api.close());

describe('the policy', () => {
  it('speaks of every procedure, and of no other', () => {
    expect(Object.keys(POLICY).sort()).toEqual([...procedures.keys()].sort());
  });
});

describe.each([...procedures.keys()])('%s', (procedure) => {
  it('answers everyone as the policy says, in their own tenant and in another, on both faces', async () => {
    expect(await probe(world, procedure)).toEqual([]);
  }, 30_000);
});
