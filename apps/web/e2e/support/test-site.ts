import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { openSite, type Site } from './site.ts';

/** One server for a test file; after each test, no complaint of the browser may be left. */
export function testSite(): () => Site {
  let site: Site | undefined;
  // A browser on a busy machine is slow; only what hangs should fail.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  beforeAll(async () => {
    site = await openSite();
  });
  afterEach(async () => {
    expect(await site?.closeVisits()).toEqual([]);
  });
  afterAll(async () => {
    await site?.[Symbol.asyncDispose]();
  });
  return () => {
    if (!site) throw new Error('The site is not open yet');
    return site;
  };
}
