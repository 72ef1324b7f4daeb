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

export interface Scrolled {
  /** The 95th percentile of the time between two frames. */
  p95Ms: number;
  /** What the page's own thread worked for a frame on average, whoever else wanted the processor. */
  cpuMs: number;
}

/** Scrolls through the tree evenly. */
export async function timeScroll(page: Page): Promise<Scrolled> {
  await page.getByRole('searchbox', { name: 'Filter tables' }).fill('');
  await page.waitForTimeout(300);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await busy();
  const p95Ms = await scrollThrough(page);
  const cpuMs = ((await busy()) - before) / FRAMES;
  await session.detach();
  return { p95Ms, cpuMs };
}

const FRAMES = 240;

function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(
    (frameCount) =>
      new Promise<number>((resolve) => {
        const scroller = document.querySelector('[role=tree]')?.parentElement;
        if (!scroller) throw new Error('There is no tree');
        scroller.scrollTop = 0;
        const times: number[] = [];
        const step = (now: number) => {
          times.push(now);
          if (times.length <= frameCount) {
            scroller.scrollTop = times.length * 400;
            requestAnimationFrame(step);
            return;
          }
          const frames = times.slice(1).map((time, at) => time - (times[at] ?? time));
          resolve(frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? 0);
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
}
