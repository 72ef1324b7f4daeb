import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();
const SCRIPT_BUDGET = 110_000;
const STYLE_BUDGET = 12_000;

async function populated(name: string): Promise<{ user: string; id: string }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const long = 'a-name-of-a-connection-that-goes-on-and-on-and-on-without-a-single-place-to-break-it';
  await site().createConnection(tenant, { name: long, description: 'd'.repeat(400) });
  return { user, id: await site().createConnection(tenant, { name: 'shop' }) };
}

const theme = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

describe('the first load', () => {
  it('of the list stays within the budget of scripts and styles', async () => {
    const { user } = await populated('Budget');
    const visit = await site().visit({ user });
    const sizes: Promise<{ kind: string; bytes: number }>[] = [];
    visit.page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind !== 'script' && kind !== 'stylesheet') return;
      sizes.push(response.body().then((body) => ({ kind, bytes: gzipSync(body, { level: 9 }).length })));
    });
    await visit.page.goto('/connections');
    await seen(rowOf(visit.page, 'shop'));
    await visit.page.waitForLoadState('networkidle');
    const loaded = await Promise.all(sizes);
    const total = (kind: string) =>
      loaded.filter((file) => file.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(total('script')).toBeGreaterThan(10_000);
    expect(total('script')).toBeLessThanOrEqual(SCRIPT_BUDGET);
    expect(total('stylesheet')).toBeGreaterThan(1000);
    expect(total('stylesheet')).toBeLessThanOrEqual(STYLE_BUDGET);
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
