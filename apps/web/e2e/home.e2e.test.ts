import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishLeft } from './support/english-left.ts';
import { firstSteps, gone, pageOf, seen } from './support/page-parts.ts';
import { plantIncident } from './support/planted-incidents.ts';
import { Relay } from './support/relay.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const LIVE = /health\.live/;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const isFocused = (element: Element) => element === document.activeElement;

/** Checked once, whatever came of it, and not again by itself. */
async function checked(tenant: Tenant, name: string, found = "status = 'healthy'"): Promise<string> {
  const id = await site().createConnection(tenant, { name, monitoring: { enabled: false } });
  await site().database.query(
    `update connection_monitors set enabled = true, last_check_at = now(), status_since = now() - interval '3 hours',
       next_check_at = now() + interval '1 hour', ${found} where connection_id = $1`,
    [id],
  );
  return id;
}

/** Somebody looks at the page, or at something else. */
async function setSeen(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

describe('at home', () => {
  it('an incident shows by itself wherever somebody looks, is acknowledged, and is gone when it has ended', async () => {
    const tenant = await site().createTenant('Live');
    const admin = await site().createUser([tenant], 'admin');
    const reader = await site().createUser([tenant], ['connections:read'], ['Mats', 'Matrose']);
    const { page } = await site().visit({ user: admin, path: '/' });
    await seen(firstSteps(page));
    expect(pageOf(page)).toBe('');
    await expectNoViolation(page, 'first steps');
    const other = await site().visit({ user: reader, path: '/' });
    other.expectFault(/ERR_INTERNET_DISCONNECTED/);
    await seen(other.page.getByText('Whoever may create connections adds the first one.'));

    await using relay = await Relay.to(site().target.port);
    const id = await site().createConnection(tenant, { name: 'orders', port: relay.port });
    const check = () => site().rest('POST', '/trpc/health.checkNow', { tenant, body: { id } });
    await seen(page.getByRole('heading', { name: 'All calm' }));
    await check();
    await check();
    const card = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'orders is out of reach' }) });
    for (const text of ['Open connection: nobody listens there', 'Call: your database administrators', 'TCP_REFUSED'])
      await seen(card.getByText(text, { exact: true }));
    await seen(card.getByText(/^Since \d\d:\d\d, for /));
    await seen(page.getByRole('status').getByText('1 incident is open. 1 connection is not well.'));
    await seen(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Incidents 1 open/ }));
    await seen(other.page.getByRole('heading', { name: 'orders is out of reach' }));
    await expectNoViolation(page, 'home with an incident');

    const locked = other.page.getByRole('button', { name: 'Acknowledge: orders is out of reach' });
    expect(await locked.getAttribute('aria-disabled')).toBe('true');
    const button = page.getByRole('button', { name: 'Acknowledge: orders is out of reach' });
    await button.focus();
    await page.keyboard.press('Enter');
    await seen(card.getByText(/^Acknowledged by you, \d\d:\d\d\.$/));
    await eventually(() => card.getByRole('link', { name: 'orders is out of reach' }).evaluate(isFocused)).toBe(true);
    await seen(other.page.getByText(new RegExp(`^Acknowledged by ${admin}, `)));

    // Who was away is told how it is now, whether nobody looked or nothing could be heard.
    const left = page.waitForEvent('requestfailed', (request) => LIVE.test(request.url()));
    await setSeen(page, 'hidden');
    await left;
    await other.context.setOffline(true);
    await relay.start();
    await check();
    await check();
    expect(await card.count()).toBe(1);
    await setSeen(page, 'visible');
    await other.context.setOffline(false);
    await gone(card);
    await gone(other.page.getByRole('heading', { name: 'orders is out of reach' }));
    await seen(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents', exact: true }));
  });

  it('tells of all else that needs attention as it happens, each with its place, and to who may see it', async () => {
    const tenant = await site().createTenant('Attention');
    const user = await site().createUser([tenant], 'admin');
    const reader = await site().createUser([tenant], ['connections:read']);
    const [shop = '', lake = ''] = [await checked(tenant, 'shop'), await checked(tenant, 'lake')];
    const { page } = await site().visit({ user, path: `/t/${tenant.slug}` });
    await seen(page.getByRole('heading', { name: 'All calm' }));
    await seen(page.getByText('All 2 connections are well.'));
    await expectNoViolation(page, 'all calm');
    const query = site().database.query;
    const section = (name: string) => page.getByRole('region', { name });

    const ends = "certificate_subject = 'CN=lake.example', certificate_ends_at = now() + interval '9 days'";
    await query(`update connection_monitors set ${ends} where connection_id = $1`, [lake]);
    await seen(section('Certificates that end soon').getByText('CN=lake.example'));
    await seen(section('Certificates that end soon').getByText('ends in 9 days'));
    await site().rest('PATCH', `/api/connections/${shop}`, { tenant, body: { host: 'localhost' } });
    await seen(section('Credentials to enter again').getByText('It was entered for another destination.'));
    const [a, b] = [randomUUID(), randomUUID()];
    const change = { previousId: a, snapshotId: b, breaking: true, added: 2, removed: 1, changed: 0 };
    await query(
      `insert into told_snapshots (connection_id, tenant_id, snapshot_id, destination, content_hash) values ($1, $2, $3, '', '')`,
      [lake, tenant.id, b],
    );
    await query('update told_snapshots set changed_at = now(), change = $2 where connection_id = $1', [lake, change]);
    await seen(section('Schemas that changed').getByText('2 tables new, 1 table gone'));
    await seen(section('Schemas that changed').getByText('Breaking'));
    const [role] = await query<{ id: string }>("select id from roles where tenant_id = $1 and key = 'viewer'", [
      tenant.id,
    ]);
    const body = { email: 'newcomer@example.com', role_id: role?.id };
    await site().rest('POST', '/api/v1/invitations', { tenant, body });
    await seen(section('Pending invitations').getByText('newcomer@example.com'));
    await query("update connection_monitors set status = 'degraded', reasons = '{slow}' where connection_id = $1", [
      lake,
    ]);
    await seen(section('Connections that are not well').getByText('It answers more slowly than usual.'));
    await expectNoViolation(page, 'all that needs attention');

    const at = `/t/${tenant.slug}`;
    const hrefOf = (name: string) => section(name).getByRole('listitem').getByRole('link').getAttribute('href');
    expect(await hrefOf('Certificates that end soon')).toBe(`${at}/connections/${lake}/overview`);
    expect(await hrefOf('Connections that are not well')).toBe(`${at}/connections/${lake}/overview`);
    expect(await hrefOf('Schemas that changed')).toBe(`${at}/connections/${lake}/snapshots?a=${a}&b=${b}`);
    expect(await hrefOf('Pending invitations')).toBe(`${at}/invitations?status=pending`);
    await section('Credentials to enter again').getByRole('link', { name: 'shop' }).click();
    await seen(page.getByRole('dialog', { name: 'Edit connection' }));
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    expect(pageOf(page)).toBe('');
    await page
      .getByRole('list', { name: 'Connections by their health' })
      .getByRole('link', { name: /^Degraded/ })
      .click();
    await eventually(() => pageOf(page) + new URL(page.url()).search).toBe('/connections?health=degraded');

    const other = await site().visit({ user: reader, path: at, context: { viewport: { width: 320, height: 700 } } });
    await seen(other.page.getByRole('region', { name: 'Certificates that end soon' }));
    for (const name of ['Pending invitations', 'Schemas that changed'])
      expect(await other.page.getByRole('region', { name }).count()).toBe(0);
    expect(await overflow(other.page)).toBe(0);
  });

  it('says all of it in German, on a phone too', async () => {
    const tenant = await site().createTenant('Hafen');
    const user = await site().createUser([tenant], 'admin');
    const down = "status = 'unreachable', last_stage = 'dns', last_code = 'DNS_NOT_FOUND'";
    const id = await checked(tenant, 'orders', down);
    await checked(tenant, 'lake', "status = 'degraded', reasons = '{certificate}', certificate_ends_at = now()");
    await plantIncident(site(), tenant, { members: [id], minutesAgo: 26 });
    const context = { locale: 'de-AT', viewport: { width: 320, height: 800 } };
    const { page } = await site().visit({ user, path: `/t/${tenant.slug}`, context });
    await seen(page.getByRole('heading', { name: 'orders ist nicht erreichbar' }));
    await seen(page.getByText('Host auflösen: kein solcher Host', { exact: true }));
    expect([await englishLeft(page.locator('body')), await overflow(page)]).toEqual([[], 0]);
    await page.getByRole('link', { name: 'orders ist nicht erreichbar' }).click();
    await seen(page.getByText('Noch von niemandem'));
    expect([await englishLeft(page.locator('body')), await overflow(page)]).toEqual([[], 0]);
    await expectNoViolation(page, 'incidents in German on a phone');
  });

  it('leads who may not see connections to what they may', async () => {
    const tenant = await site().createTenant('Elsewhere');
    const user = await site().createUser([tenant], ['user:read']);
    const { page, requests } = await site().visit({ user, path: '/' });
    await seen(page.getByRole('heading', { name: 'Users', level: 1 }));
    expect(requests.filter((request) => LIVE.test(request.url()))).toEqual([]);
  });
});
