import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { parameters } from './support/charted.ts';
import { englishWordsIn } from './support/english-words.ts';
import { gone, pageOf, seen } from './support/page-parts.ts';
import { NOBODY_LISTENS, plantHealth, plantIncidents } from './support/planted-health.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

const DAY = 24;
/** Down for half an hour, and for a night 22 days ago; not looked at for three hours, and not at all two months ago. */
async function billing(tenant: Tenant): Promise<string> {
  const id = await plantHealth(site(), tenant, {
    name: 'billing',
    status: 'unreachable',
    was: (ago) => {
      if (ago < 0.5 || (ago > 22 * DAY && ago < 23 * DAY)) return 'down';
      return (ago > 12 && ago < 15) || ago > 60 * DAY ? 'gap' : 'up';
    },
    more: `${NOBODY_LISTENS}, certificate_subject = 'CN=billing', certificate_ends_at = now() + interval '9 days 1 hour'`,
  });
  const hours = [{ ago: 0.5, took: null }, ...Array.from({ length: 5 }, (_, n) => ({ ago: (n + 2) * DAY, took: 1 }))];
  await plantIncidents(site(), tenant, { id, name: 'billing' }, hours);
  return id;
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const turn = (id: string, status: string) =>
  site().database.query(
    `update connection_monitors set status = $2, status_since = now(), last_code = null where connection_id = $1`,
    [id, status],
  );

describe('the overview of a connection', () => {
  it('says how it is and was, why and whom to call, and follows what happens', async () => {
    const tenant = await site().createTenant('Overview');
    const user = await site().createUser([tenant], 'admin');
    const id = await billing(tenant);
    const visit = await site().visit({ user, path: `/connections/${id}` });
    const { page, requests } = visit;
    await page.getByRole('link', { name: 'Overview' }).click();
    await eventually(() => pageOf(page)).toBe(`/connections/${id}/overview`);
    const health = panel(page, 'Health');
    await seen(health.getByText('Unreachable', { exact: true }));
    for (const text of [
      'Open connection:',
      'Nobody listens at 127.0.0.1:5999.',
      'Start the database or correct the port.',
      'Call: the owner of this connection',
      'TCP_REFUSED',
    ])
      await seen(health.getByText(text));

    const uptime = panel(page, 'Uptime');
    await eventually(() => uptime.getByRole('img').first().getAttribute('aria-label')).toMatch(
      /^The last 90 days\. Unreachable: \d days?, .*Healthy: \d+ days, Not measured: \d+ days\.$/,
    );
    await uptime.getByText(/with outages?$|with an outage$/).click();
    await seen(uptime.getByRole('listitem').filter({ hasText: 'Unreachable, ' }));

    await seen(panel(page, 'Certificate').getByText('Ends in 9 days'));
    const incidents = panel(page, 'Incidents');
    expect(await incidents.getByRole('listitem').count()).toBe(5);
    await incidents.getByRole('button', { name: 'Show 1 more' }).click();
    await eventually(() => incidents.getByRole('listitem').count()).toBe(6);

    const latency = panel(page, 'Latency');
    await latency.getByText('Show as a table').click();
    await eventually(() => latency.getByRole('row').count()).toBe(49);
    await seen(latency.getByRole('row').filter({ hasText: 'Not measured' }));
    await latency.getByRole('button', { name: '7 days' }).click();
    await eventually(() => latency.getByRole('row').count()).toBe(169);
    expect(parameters(page)).toEqual({ window: '7d' });
    await seen(latency.locator('canvas'));
    await expectNoViolation(page, 'overview');
    expect(requests.filter((request) => request.url().includes('introspection.schemas'))).toEqual([]);

    await turn(id, 'healthy');
    await seen(health.getByText('Healthy', { exact: true }));
    visit.expectFault(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK/);
    await page.context().setOffline(true);
    await seen(page.getByText('offline', { exact: false }));
    await turn(id, 'degraded');
    await page.context().setOffline(false);
    await seen(health.getByText('Degraded', { exact: true }));

    await health.getByRole('button', { name: 'Check now' }).click();
    await seen(health.getByText('just now').first());
  });

  it('is read on a phone, in German, by whoever may see connections and nothing else', async () => {
    const tenant = await site().createTenant('Telefon');
    const user = await site().createUser([tenant], ['connections:read']);
    const id = await billing(tenant);
    const context = { viewport: { width: 320, height: 700 }, locale: 'de' };
    const { page } = await site().visit({ user, path: `/connections/${id}`, context });
    await page.getByRole('link', { name: 'Übersicht' }).click();
    await seen(panel(page, 'Zustand').getByText('Nicht erreichbar', { exact: true }));
    await seen(panel(page, 'Störungen').getByRole('listitem'));
    await seen(panel(page, 'Erreichbarkeit').getByRole('img'));
    expect(await page.getByRole('navigation', { name: 'Ansichten' }).getByRole('link').allTextContents()).toEqual([
      'Übersicht',
    ]);
    for (const name of ['Jetzt prüfen', 'Bearbeiten', 'Vorgaben des Mandanten…'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    for (const name of ['Erreichbarkeit', 'Antwortzeit', 'Überwachung', 'Zertifikat'])
      expect(await englishWordsIn(panel(page, name))).toEqual([]);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'overview on a phone');
  });

  it('is where monitoring is set, for the connection and for the tenant', async () => {
    const tenant = await site().createTenant('Watching');
    const user = await site().createUser([tenant], 'admin');
    const id = await site().createConnection(tenant, { name: 'shop', monitoring: { enabled: false } });
    const visit = await site().visit({ user, path: `/connections/${id}/overview` });
    const { page } = visit;
    await seen(page.getByText('It is not watched: nobody looks at it by itself.'));
    const monitoring = panel(page, 'Monitoring');
    await monitoring.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Monitoring' });
    const seconds = dialog.getByRole('textbox', { name: 'Interval in seconds' });
    await seconds.fill('29');
    await page.keyboard.press('Control+Enter');
    await seen(dialog.getByText('Enter a whole number from 30 to 86400.'));
    await expectNoViolation(page, 'monitoring');
    await seconds.fill('7200');
    await seen(dialog.getByText('That is 2 hours.'));
    await dialog.getByRole('switch').check();
    // Somebody else has changed something else meanwhile.
    await site().rest('PATCH', `/api/connections/${id}`, { tenant, body: { description: 'Of the shop' } });
    visit.expectFault(/412 \(Precondition Failed\)/);
    await page.keyboard.press('Control+Enter');
    await gone(dialog);
    await seen(monitoring.getByText('2 hours'));
    await seen(monitoring.getByText('This connection'));
    await seen(page.getByText('Of the shop'));

    await monitoring.getByRole('button', { name: 'Defaults of the tenant…' }).click();
    const defaults = page.getByRole('dialog', { name: 'Defaults of the tenant' });
    await defaults.getByRole('textbox', { name: 'Interval of databases in seconds' }).fill('900');
    await expectNoViolation(page, 'defaults');
    await defaults.getByRole('button', { name: 'Save Changes' }).click();
    await gone(defaults);
    await monitoring.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByRole('button', { name: 'As the tenant has it' }).click();
    await gone(dialog);
    await seen(monitoring.getByText('15 minutes'));
    await seen(monitoring.getByText('The tenant', { exact: true }));
  });
});
