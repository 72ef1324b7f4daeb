/// <reference lib="dom" />
// What is evaluated in the page knows the page.
import type { Page } from 'playwright-core';

/** A visit with a fresh page: until the tree has rows and the numbers of the overview stand beside it. */
export async function timeOpening(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  // By the page's own clock, which begins with the visit: how long the driver takes to look is nobody's wait.
  const at = await page.waitForFunction(() => {
    const row = document.querySelector('[role=treeitem][aria-level="2"]');
    const overview = document.querySelector('[aria-label=Overview] dl');
    return row && overview ? performance.now() : undefined;
  });
  return (await at.jsonValue()) ?? Number.POSITIVE_INFINITY;
}

/** Types a filter as a whole, and waits for the frame that shows only what it finds. */
export async function timeFilter(page: Page, text: string): Promise<number> {
  const clear = page.getByRole('searchbox', { name: 'Filter tables' });
  await clear.fill('');
  await page.waitForTimeout(300);
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const field = document.querySelector<HTMLInputElement>('input[type=search]');
        if (!field) throw new Error('There is no filter');
        field.value = wanted;
        const started = performance.now();
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        const look = () => {
          const rows = [...document.querySelectorAll('[role=treeitem][aria-level="2"]')];
          const first = rows[0]?.textContent ?? '';
          const shown = rows.length > 0 && rows.every((row) => row.textContent?.includes(wanted));
          // The mark around what was found is of this filter, not of the one before.
          if (shown && document.querySelector('[role=tree] mark')?.textContent === wanted && first !== '')
            resolve(performance.now() - started);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    text,
  );
}

/** Scrolls the whole tree evenly, and answers the 95th percentile of the time between two frames. */
export async function timeScroll(page: Page): Promise<number> {
  await page.getByRole('searchbox', { name: 'Filter tables' }).fill('');
  await page.waitForTimeout(300);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const scroller = document.querySelector('[role=tree]')?.parentElement;
        if (!scroller) throw new Error('There is no tree');
        scroller.scrollTop = 0;
        const times: number[] = [];
        const step = (now: number) => {
          times.push(now);
          if (times.length <= 240) {
            scroller.scrollTop = times.length * 400;
            requestAnimationFrame(step);
            return;
          }
          const frames = times.slice(1).map((time, at) => time - (times[at] ?? time));
          resolve(frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0);
        };
        requestAnimationFrame(step);
      }),
  );
}
