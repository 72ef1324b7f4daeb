import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './visit.ts';

/** All rules. What passes is not described, nor where in the page something stands that does not: its text says that. */
const OPTIONS: axe.RunOptions = { resultTypes: ['violations'], selectors: false };

/** What axe finds on the page as it is now, overlays included, in light and in dark. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    // A fade that is half done has half the contrast. What turns without an end says that something is being done.
    await eventually(() =>
      page.evaluate(() => {
        const running = document.getAnimations().filter(({ playState }) => playState === 'running');
        return running.filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY).length;
      }),
    ).toBe(0);
    expect(await violationsOf(page, `${where}, ${theme}`)).toEqual([]);
  }
}

/** What axe finds on the page at this moment. */
export async function violationsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(drawn);
  // Once a document: what has run before runs in a fraction of the time.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(' ')}`);
  }, OPTIONS);
  return found.map((violation) => `${where}: ${violation}`);
}

/** Two frames in a row in which nothing has changed: what a click has begun stands there whole. */
async function drawn(): Promise<void> {
  let changes = 0;
  const observer = new MutationObserver(() => {
    changes += 1;
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  const frame = () => new Promise(requestAnimationFrame);
  for (let last = -1; last !== changes; ) {
    last = changes;
    await frame();
    await frame();
  }
  observer.disconnect();
}
