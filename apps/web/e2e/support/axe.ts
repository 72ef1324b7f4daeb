import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './visit.ts';

/** What axe finds on the page as it is now, overlays included. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  // A fade that is half done has half the contrast.
  await eventually(() =>
    page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length),
  ).toBe(0);
  // The mode without a second page: there is no frame here that would need it.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
}
