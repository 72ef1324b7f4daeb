import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './visit.ts';

/** What axe finds on the page as it is now, overlays included, in light and in dark. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    expect(await violationsOf(page, `${where}, ${theme}`)).toEqual([]);
  }
}

async function violationsOf(page: Page, where: string): Promise<string[]> {
  // A fade that is half done has half the contrast.
  await eventually(() =>
    page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length),
  ).toBe(0);
  // The mode without a second page: there is no frame here that would need it.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
}
