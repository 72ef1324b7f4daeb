import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { charted, parameters, schemaOf } from './support/charted.ts';
import { gone, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const TABLES = `
  create table fleet.captains (id int primary key, mentor_id int references fleet.captains, name text not null);
  create table fleet.ships (id int primary key, captain_id int not null references fleet.captains, flag text);
  create table fleet.papers (ship_id int primary key references fleet.ships, number text);
  create table fleet.buoys (id int primary key)`;
const tableOf = (page: Page, name: string) => page.locator(`[data-table="fleet.${name}"]`);
const frameOf = (page: Page) => page.getByRole('application', { name: /^fleet:/ });

/** How far a table is from another one: where the picture itself lies does not matter. */
async function apart(page: Page, name: string, from: string) {
  const [a, b] = [await tableOf(page, name).boundingBox(), await tableOf(page, from).boundingBox()];
  const scale = (b?.width ?? 1) / 180;
  return { x: Math.round(((a?.x ?? 0) - (b?.x ?? 0)) / scale), y: Math.round(((a?.y ?? 0) - (b?.y ?? 0)) / scale) };
}

async function drag(page: Page, name: string, [dx, dy]: [number, number]) {
  const box = (await tableOf(page, name).boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(box.x + 20, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 20 + dx, box.y + 10 + dy, { steps: 5 });
  await page.mouse.up();
}

const kept = (page: Page) => page.waitForResponse((answer) => answer.url().includes('introspection.setLayout'));

describe('a table that is moved', () => {
  it('stays where it was put, for this person alone, until that is reset', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, tenant, id } = await charted(site(), 'Moved', { refreshed: true });
    const path = `/connections/${id}/diagram?schema=fleet`;
    const { page } = await site().visit({ user, path });
    await seen(tableOf(page, 'buoys'));
    const before = await apart(page, 'buoys', 'ships');
    const saved = kept(page);
    await drag(page, 'buoys', [-60, 90]);
    await eventually(() => apart(page, 'buoys', 'ships')).not.toEqual(before);
    const after = await apart(page, 'buoys', 'ships');
    // A drag chooses nothing.
    expect(parameters(page)).toEqual({ schema: 'fleet' });
    await saved;
    await page.reload();
    await seen(tableOf(page, 'buoys'));
    await eventually(async () => Math.abs((await apart(page, 'buoys', 'ships')).y - after.y)).toBeLessThan(4);
    await expectNoViolation(page, 'moved');

    const other = await site().visit({ user: await site().createUser([tenant], 'admin'), path });
    await seen(tableOf(other.page, 'buoys'));
    expect(await apart(other.page, 'buoys', 'ships')).toEqual(before);
    expect(await other.page.getByRole('button', { name: 'Reset positions' }).count()).toBe(0);

    await page.getByRole('button', { name: 'Reset positions' }).click();
    await eventually(() => apart(page, 'buoys', 'ships')).toEqual(before);
    await gone(page.getByRole('button', { name: 'Reset positions' }));
    await page.reload();
    await seen(tableOf(page, 'buoys'));
    expect(await apart(page, 'buoys', 'ships')).toEqual(before);
  });

  it('takes its lines along, which stay inside of the picture', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Lines', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
    await seen(tableOf(page, 'ships'));
    const line = page.locator('[data-relation=ships_captain_id_fkey] path').first();
    const before = await line.getAttribute('d');
    await drag(page, 'ships', [220, 160]);
    await eventually(() => line.getAttribute('d')).not.toBe(before);
    await page.getByRole('button', { name: 'Fit' }).click();
    const frame = (await frameOf(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await eventually(async () => {
      const box = (await line.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      return (
        box.x >= frame.x && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height
      );
    }).toBe(true);
  });

  it('says so where it could not be kept', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Unkept', { refreshed: true });
    const visit = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
    const { page } = visit;
    visit.expectFault(/Failed to load resource/);
    await seen(tableOf(page, 'buoys'));
    await page.route(/introspection\.setLayout/, (route) => route.abort());
    await drag(page, 'buoys', [40, 40]);
    await seen(page.getByText('The places of the tables were not kept'));
  });
});

it('the picture is found again where it was left', async () => {
  await using _ = await schemaOf(site(), 'fleet', TABLES);
  const { user, id } = await charted(site(), 'Left', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
  const place = async () => (await tableOf(page, 'ships').boundingBox()) ?? { x: 0, y: 0 };
  await seen(tableOf(page, 'ships'));
  const before = await place();
  await page.getByRole('application').focus();
  for (const key of ['+', 'Shift+ArrowLeft', 'Shift+ArrowUp']) await page.keyboard.press(key);
  const drawn = await tableOf(page, 'ships').elementHandle();
  await eventually(() => parameters(page).view).toMatch(/^-?[\d.]+,-?[\d.]+,[\d.]+,fleet\.\w+$/);
  // The same element still: nothing was laid out and drawn anew for it.
  expect(await drawn?.evaluate((element) => element.isConnected)).toBe(true);
  const left = await place();
  expect(left).not.toEqual(before);
  await page.reload();
  await seen(tableOf(page, 'ships'));
  await eventually(async () => Math.hypot((await place()).x - left.x, (await place()).y - left.y)).toBeLessThan(4);
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await eventually(() => parameters(page)).toEqual({ schema: 'fleet', zoom: 'fit' });
});

describe('with keys alone', () => {
  it('arrows walk along keys, Tab goes through them, and everything has a key', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Keys', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet&at=fleet.captains` });
    await seen(page.getByRole('region', { name: 'captains: keys' }));
    await seen(tableOf(page, 'captains'));
    await frameOf(page).focus();
    await page.keyboard.press('ArrowRight');
    await seen(page.getByRole('region', { name: 'ships: keys' }));
    await seen(page.getByText('fleet.ships. 1 key of its own, 1 key to it.'));
    await page.keyboard.press('ArrowRight');
    await seen(page.getByRole('region', { name: 'papers: keys' }));
    await page.keyboard.press('ArrowRight');
    await seen(page.getByText('No key leads in this direction.'));
    await page.keyboard.press('ArrowLeft');
    await eventually(() => parameters(page).at).toBe('fleet.ships');

    const focused = () =>
      page.evaluate(() =>
        (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
          ?.replaceAll(/\s*(points at|points here with|\()\s*/g, ' $1 ')
          .replace('( ', '('),
      );
    const passed: (string | null | undefined)[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('Tab');
      passed.push(await focused());
    }
    expect(passed).toEqual([
      'Close',
      'Open table',
      'Show what is around it',
      'captain_id points at captains (many to one)',
      'papers points here with ship_id (one to one)',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('region', { name: 'captains: keys' }));

    // A table is moved without a pointer too.
    await frameOf(page).focus();
    const before = await apart(page, 'captains', 'buoys');
    const saved = kept(page);
    await page.keyboard.press('Alt+ArrowDown');
    await eventually(async () => (await apart(page, 'captains', 'buoys')).y).toBeGreaterThan(before.y);
    await saved;
    await page.keyboard.press('Escape');
    await gone(page.getByRole('region', { name: 'captains: keys' }));
    expect(parameters(page).at).toBeUndefined();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('table', { name: 'Columns' }));
  });
});

describe('the layouter', () => {
  it('that is missing after a release is told of as any missing part, with a way to reload', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Released', { refreshed: true });
    const visit = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet&as=list` });
    const { page } = visit;
    visit.expectFault(/status of 404|Failed to load resource/);
    await seen(page.getByRole('table', { name: 'Relations' }));
    await page.route(/\/assets\/layout\.worker/, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.route('/', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace(/index-[\w-]+\.js/, 'index-new.js'),
      });
    });
    await page.evaluate(() => sessionStorage.setItem('portolan.reloaded', String(Date.now())));
    await page.getByRole('button', { name: 'Diagram' }).click();
    const alert = page.getByRole('alert');
    await seen(alert.getByRole('heading', { name: 'Portolan was updated' }));
    await expectNoViolation(page, 'updated');
    await page.unrouteAll();
    await alert.getByRole('button', { name: 'Reload' }).click();
    await seen(tableOf(page, 'ships'));
  });

  it('that lacks a file of its own says so, and is fetched on a second try', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Unfetched', { refreshed: true });
    const visit = await site().visit({ user });
    const { page } = visit;
    visit.expectFault(/status of 404|Failed to load resource/);
    // What the layouter itself fetches is not there. The route stays: its end would be told to the worker inside of the
    // worker as well, whose end Chromium does not always tell, and be waited for in vain.
    let isGone = true;
    await page.route(/\/assets\/layout\.worker/, async (route) => {
      if (!isGone) return route.continue();
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/elk-worker\.min-[\w-]+\.js/, 'elk-worker.min-gone.js');
      await route.fulfill({ response: answer, body });
    });
    await page.goto(`/connections/${id}/diagram?schema=fleet`);
    const alert = page.getByRole('alert');
    await seen(alert.getByRole('heading', { name: 'This page could not be opened' }));
    isGone = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await seen(tableOf(page, 'ships'));
  });
});
