import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { charted } from './support/charted.ts';
import { rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();
/** Bytes of the first load, compressed with gzip. */
const BUDGET = { signIn: 45_000, list: 95_000, furtherPage: 25_000, styles: 12_000 };

async function populated(name: string): Promise<{ user: string; id: string }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const long = 'a-name-of-a-connection-that-goes-on-and-on-and-on-without-a-single-place-to-break-it';
  await site().createConnection(tenant, { name: long, description: 'd'.repeat(400) });
  return { user, id: await site().createConnection(tenant, { name: 'shop' }) };
}

/** What a browser that has nothing yet loads until a page shows what it is for, compressed. */
async function weigh(path: string, sign: (page: Page) => Locator, user?: string) {
  const { page } = await site().visit(user ? { user } : {});
  // What waits until the browser has nothing else to do is no part of it, however quick that browser is.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const loaded: Promise<{ kind: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    // What works beside the page keeps nobody waiting for it.
    if ((kind !== 'script' && kind !== 'stylesheet') || /worker/.test(response.url())) return;
    const weighed = response.body().then((body) => ({ kind, bytes: gzipSync(body, { level: 9 }).length }));
    // What comes after the page is done is not waited for.
    weighed.catch(() => {});
    loaded.push(weighed);
  });
  await page.goto(path);
  await seen(sign(page));
  const files = await Promise.all(loaded);
  const total = (kind: string) => files.filter((file) => file.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);
  return { script: total('script'), stylesheet: total('stylesheet') };
}

const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

describe('the first load', () => {
  it('of sign-in and of the list stays within its budget', async () => {
    const signIn = await weigh('/sign-in', (page) => page.getByRole('button', { name: 'Sign in' }));
    expect(signIn.script).toBeGreaterThan(10_000);
    expect(signIn.script).toBeLessThanOrEqual(BUDGET.signIn);
    const { user } = await charted(site(), 'Budget');
    const list = await weigh('/connections', (page) => rowOf(page, 'shop'), user);
    expect(list.script).toBeGreaterThan(signIn.script);
    expect(list.script).toBeLessThanOrEqual(BUDGET.list);
    expect(list.stylesheet).toBeGreaterThan(1000);
    expect(list.stylesheet).toBeLessThanOrEqual(BUDGET.styles);
  });

  it.each<[string, (page: Page) => Locator]>([
    ['/', (page) => page.getByRole('heading', { name: 'All calm' })],
    ['/incidents', (page) => page.getByText('No incidents yet')],
    ['/users', (page) => page.getByRole('row').nth(1)],
    ['/roles', (page) => page.getByRole('row').nth(1)],
    ['/audit', (page) => page.getByRole('heading', { level: 1, name: 'Audit log' })],
    ['/notifications', (page) => page.getByText('Nobody is told yet')],
    ['/account', (page) => page.getByRole('heading', { level: 1 })],
    ['/search?q=order', (page) => page.getByText('order_id').first()],
    ['/connections/:id', (page) => page.getByRole('treeitem', { name: 'orders', exact: true })],
    ['/connections/:id?schema=shop&table=orders', (page) => page.getByRole('table', { name: 'Columns' })],
    ['/connections/:id/overview', (page) => page.locator('canvas')],
    ['/connections/:id/diagram', (page) => page.locator('[data-table="shop.orders"]')],
    ['/connections/:id/types', (page) => page.getByRole('region', { name: 'Source text' })],
    ['/connections/:id/snapshots', (page) => page.getByText('First', { exact: true })],
  ])('of %s is little more than the list’s', async (path, sign) => {
    const { user, id } = await charted(site(), `Budget ${path.slice(0, 20)}`, { refreshed: true });
    const { script } = await weigh(path.replace(':id', id), sign, user);
    expect(script).toBeLessThanOrEqual(BUDGET.list + BUDGET.furtherPage);
  });

  it('comes compressed and is kept for good, and the page itself is asked for again', async () => {
    const { user } = await populated('Cached');
    const { page, requests } = await site().visit({ user, path: '/connections' });
    await seen(rowOf(page, 'shop'));
    const assets = requests.filter(
      (request) => request.url().includes('/assets/') && /\.(js|css)$/.test(request.url()),
    );
    for (const request of assets) {
      const headers = (await request.response())?.headers() ?? {};
      expect(headers['cache-control']).toContain('immutable');
      // What fits into one packet is not worth it.
      if (!(Number(headers['content-length']) < 512)) expect(headers['content-encoding']).toMatch(/^(br|gzip)$/);
    }
    const html = await fetch(`${site().url}/connections`);
    expect(html.headers.get('cache-control')).toBe('no-cache');
    const policy = html.headers.get('content-security-policy') ?? 'none';
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(await html.text()).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=/);
  });
});

describe('the theme', () => {
  it.each(['light', 'dark'] as const)('follows a %s system before the first paint', async (colorScheme) => {
    const { page } = await site().visit({ context: { colorScheme } });
    // Recorded as soon as there is a body, which is before anything can be painted.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        observer.disconnect();
        sessionStorage.setItem('first-theme', document.documentElement.dataset.theme ?? 'none');
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto('/sign-in');
    await seen(page.getByRole('button', { name: 'Sign in' }));
    expect(await page.evaluate(() => sessionStorage.getItem('first-theme'))).toBe(colorScheme);
    expect(await theme(page)).toBe(colorScheme);
  });

  it('is remembered once chosen', async () => {
    const { user } = await populated('Theme');
    const { page } = await site().visit({ user, path: '/connections', context: { colorScheme: 'light' } });
    await seen(rowOf(page, 'shop'));
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: 'Use dark theme' }).click();
    expect(await theme(page)).toBe('dark');
    expect(await background()).not.toBe(light);
    await page.reload();
    await seen(page.getByRole('button', { name: 'Use light theme' }));
    expect(await theme(page)).toBe('dark');
  });
});

describe('a narrow window', () => {
  it.each([320, 390, 768, 1024, 1280])('of %i px never scrolls sideways', async (width) => {
    const { user, id } = await populated(`Width ${width}`);
    const { page } = await site().visit({ user, context: { viewport: { width, height: 700 } } });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const [path, sign] of [
      ['/connections', page.getByRole('link', { name: 'shop', exact: true })],
      [`/connections/${id}?schema=shop&table=orders`, page.getByRole('table', { name: 'Columns' })],
      ['/connections?dialog=new', page.getByRole('button', { name: 'Create' })],
      [`/connections?dialog=${id}`, page.getByRole('button', { name: 'Save Changes' })],
      ['/connections?search=nothing', page.getByText('No connections match')],
    ] as const) {
      await page.goto(path);
      await seen(sign);
      expect([path, await overflow()]).toEqual([path, 0]);
    }
  });

  it('has targets of at least 24 px', async () => {
    const { user } = await populated('Targets');
    const { page } = await site().visit({
      user,
      path: '/connections',
      context: { viewport: { width: 320, height: 700 } },
    });
    await seen(page.getByRole('link', { name: 'shop', exact: true }));
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('main a, main button, main select, main input, header button')]
        .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
        .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(({ html }) => html),
    );
    expect(small).toEqual([]);
  });

  it('keeps messages clear of the buttons of a dialog', async () => {
    const { user } = await populated('Toasts');
    for (const viewport of [
      { width: 390, height: 700 },
      { width: 1024, height: 768 },
    ]) {
      const { page } = await site().visit({ user, path: '/connections', context: { viewport } });
      await page.getByRole('button', { name: 'More actions for shop' }).click();
      await page.getByRole('menuitem', { name: 'Delete…' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete connection' }).click();
      const undo = page.getByRole('button', { name: 'Undo' });
      await seen(undo);
      await page.getByRole('button', { name: 'New connection' }).click();
      const create = page.getByRole('dialog').getByRole('button', { name: 'Create' });
      await seen(create);
      await seen(undo);
      const message = await page.getByRole('region', { name: 'Notifications' }).boundingBox();
      const footer = await page.getByRole('dialog').locator('footer').boundingBox();
      expect((message?.y ?? 0) + (message?.height ?? 0)).toBeLessThan(footer?.y ?? 0);
      await undo.click();
      await seen(page.getByText('shop restored'));
      await seen(create);
    }
  });
});
