import { afterEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from '../harness.ts';
import { removeRowLevelSecurity, removeTenantFilters, withoutAuthorization } from './mutants.ts';
import { POLICY } from './policy.ts';
import { probe } from './probe.ts';
import { createWorld, type World } from './world.ts';

const tenantScoped = Object.keys(POLICY).filter((name) => POLICY[name]?.scope === 'tenant');
/** Procedures that answer or change rows of the tenant that others could see. */
const onRows = tenantScoped.filter(
  (name) =>
    !POLICY[name]?.common &&
    ((POLICY[name]?.byId && !POLICY[name]?.apart) || /\.(list|counts|options|export)$/.test(name)),
);

let undo: (() => void) | undefined;
let api: Harness | undefined;
afterEach(async () => {
  undo?.();
  undo = undefined;
  await api?.close();
  api = undefined;
});

async function start(mutation: { filters: boolean; policies: boolean }): Promise<World> {
  if (!mutation.filters) undo = removeTenantFilters();
  api = await startHarness();
  const world = await createWorld(api);
  if (!mutation.policies) expect(await removeRowLevelSecurity(api)).toBeGreaterThan(6);
  return world;
}

/** Over tRPC alone: both faces call the same verbs, in which filters are, and the same database. */
async function probeAll(world: World, names: string[], most?: number): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const options = { isOneFace: true, ...(most ? { most } : {}) };
  for (const name of names) found.set(name, await probe(world, name, options));
  return found;
}

function red(found: Map<string, string[]>): string[] {
  return [...found].filter(([, differences]) => differences.length > 0).map(([name]) => name);
}

describe('tenants stay apart', () => {
  it('by row-level security alone, with the filters of the application removed', async () => {
    const found = await probeAll(await start({ filters: false, policies: true }), tenantScoped);
    expect([...found.values()].flat()).toEqual([]);
  }, 120_000);

  it('by the filters of the application alone, with row-level security removed', async () => {
    const found = await probeAll(await start({ filters: true, policies: false }), tenantScoped);
    expect([...found.values()].flat()).toEqual([]);
  }, 120_000);

  it('by nothing else: with both removed, every procedure on rows turns the suite red', async () => {
    // One difference is enough to be red.
    const found = await probeAll(await start({ filters: false, policies: false }), onRows, 1);
    expect(red(found)).toEqual(onRows);
  }, 120_000);
});

describe('a permission that is not checked', () => {
  it('turns the suite red, whichever procedure forgets it', async () => {
    const world = await start({ filters: true, policies: true });
    const guarded = Object.keys(POLICY).filter((name) => POLICY[name]?.scope !== 'public');
    const tenant = { id: world.own.tenantId, slug: world.own.slug, name: 'own' };
    const unnoticed: string[] = [];
    for (const name of guarded) {
      const differences = await withoutAuthorization(name, tenant, () => probe(world, name, { most: 1 }));
      if (differences.length === 0) unnoticed.push(name);
    }
    expect(unnoticed).toEqual([]);
    expect(guarded.length).toBeGreaterThan(40);
  }, 120_000);
});
