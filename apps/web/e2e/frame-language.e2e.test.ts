import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishLeft } from './support/english-left.ts';
import { gone, seen } from './support/page-parts.ts';
import { OPERATOR, type Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const context = { locale: 'de-AT' };
const NARROW = { locale: 'de-AT', viewport: { width: 320, height: 800 } };

/** A tenant with somebody who may do everything, and a connection that fails. */
async function harbour(name: string): Promise<{ tenant: Tenant; user: string; id: string }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin', ['Ada', 'Lovelace']);
  const id = await site().createConnection(tenant, { name: 'Kontor', databaseName: 'no_such_shop' });
  return { tenant, user, id };
}

const nothingLeft = (page: Page) => eventually(() => englishLeft(page.locator('body'))).toEqual([]);
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('in German', () => {
  it('the audit log tells whole sentences, with days, changes and its verdict', async () => {
    const { tenant, user, id } = await harbour('Speicherstadt');
    const { page, context: browser } = await site().visit({ user, context });
    const headers = { 'x-tenant-id': tenant.slug, origin: site().url };
    await browser.request.post('/trpc/connections.testSaved', { data: { id }, headers });
    await browser.request.post('/trpc/connections.update', { data: { id, port: 5433 }, headers });
    await page.goto('/audit');
    const said = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });
    await seen(said('Ada Lovelace testete Kontor: fehlgeschlagen, keine solche Datenbank.'));
    await seen(page.getByRole('heading', { level: 2, name: 'Heute' }));
    await page.getByRole('button', { name: 'Einzelheiten: Ada Lovelace änderte Kontor (Port).' }).click();
    await seen(page.getByRole('list', { name: 'Änderungen' }).getByText('nachher: '));
    await page.getByRole('button', { name: 'Überprüfen' }).click();
    await seen(page.getByText(/^Das Protokoll ist unversehrt: \d+ Ereignisse sind wie geschrieben\.$/));
    await page.getByRole('combobox', { name: 'Aktion' }).selectOption('Verbindungen: alle (4)');
    await seen(page.getByRole('button', { name: 'Filter aufheben' }));
    await nothingLeft(page);
    await expectNoViolation(page, 'audit log in German');
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await overflow(page)).toBe(0);
  });

  it('the frame, its menus, the palette and the list of shortcuts say nothing in English', async () => {
    const { user } = await harbour('Sandtorkai');
    const { page } = await site().visit({ user, path: '/account', context });
    await seen(page.getByRole('navigation', { name: 'Hauptnavigation' }).getByText('Prüfprotokoll'));
    await page.getByRole('button', { name: /^Konto:/ }).click();
    await seen(page.getByRole('menuitem', { name: 'Tastenkürzel' }));
    await nothingLeft(page);
    await page.getByRole('menuitem', { name: 'Tastenkürzel' }).click();
    await seen(page.getByRole('dialog').getByText('Gehe zu: Spaltensuche'));
    await nothingLeft(page);
    await expectNoViolation(page, 'shortcuts in German');
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Seiten, Verbindungen/ }).fill('kontor testen');
    await seen(page.getByRole('option', { name: 'Kontor testen' }));
    await nothingLeft(page);
  });

  it('whoever may not see something, or has come astray, is told so, at 320 px too', async () => {
    const { tenant } = await harbour('Brooktor');
    const user = await site().createUser([tenant], ['user:read'], ['Bo', 'Reader']);
    const { page, expectFault } = await site().visit({ user, context: NARROW });
    expectFault(/403|404/);
    for (const [path, sign] of [
      [`/t/${tenant.slug}/audit`, 'Keine Ihrer Rollen in diesem Mandanten hat die Berechtigung'],
      ['/t/elsewhere/users', 'Sie gehören nicht zu diesem Mandanten'],
      [`/t/${tenant.slug}/nowhere`, 'Nicht auf dieser Karte'],
    ] as const) {
      await page.goto(path);
      await seen(page.getByText(sign));
      await nothingLeft(page);
      expect([path, await overflow(page)]).toEqual([path, 0]);
      await expectNoViolation(page, `${path} in German`);
    }
    const operator = await site().visit({ user: OPERATOR, path: '/installation-log', context: NARROW });
    await seen(operator.page.getByText('meldete sich an.').first());
    await operator.page.getByRole('button', { name: 'Navigation öffnen' }).click();
    await seen(operator.page.getByRole('complementary', { name: 'Seitenleiste' }).getByText('Installationsprotokoll'));
    await nothingLeft(operator.page);
  });

  it('so does what tells that there is no network, and all of it turns with the choice', async () => {
    const { user } = await harbour('Kehrwieder');
    const { page, context: browser, expectFault } = await site().visit({ user, path: '/account' });
    expectFault(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
    const main = page.getByRole('complementary', { name: 'Sidebar' });
    await seen(main.getByText('Audit log'));
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await seen(page.getByRole('complementary', { name: 'Seitenleiste' }).getByText('Prüfprotokoll'));
    await browser.setOffline(true);
    await seen(page.getByText(/^Sie sind offline: Das ist der Stand von \d\d:\d\d$/));
    await nothingLeft(page);
    await browser.setOffline(false);
    await seen(page.getByText('Sie sind wieder online'));
  });
});
