import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './visit.ts';

/** What the themes differ in; the rest of a page is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it is now, overlays included: all of it in light, the colours in dark as well. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  expect(await violationsOf(page, (axe) => axe, where)).toEqual([]);
  await inTheme(page, 'dark');
  expect(await violationsOf(page, (axe) => axe.withRules(OF_COLOURS), `${where}, dark`)).toEqual([]);
  await inTheme(page, 'light');
}

async function violationsOf(page: Page, narrowed: (axe: AxeBuilder) => AxeBuilder, where: string): Promise<string[]> {
  // A fade that is half done has half the contrast.
  await eventually(() =>
    page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length),
  ).toBe(0);
  // The mode without a second page: there is no frame here that would need it.
  const { violations } = await narrowed(new AxeBuilder({ page }).setLegacyMode()).analyze();
  return violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join(' ')}`);
}

function inTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  return page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}
