import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './visit.ts';

/** What the themes differ in; the rest of a page is the same in both, and is looked at in the light one. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it is now, overlays included. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  // A fade that is half done has half the contrast.
  await eventually(() =>
    page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length),
  ).toBe(0);
  // The mode without a second page: there is no frame here that would need it.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const { violations } = await (isDark ? axe.withRules(OF_COLOURS) : axe).analyze();
  const found = violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
}
