import { createAuthority, startTestPostgres } from '@portolan/testing/postgres';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { holdPeer } from './support/held-peer.ts';
import { everythingOn, fillAddress, gone, rowOf, seen } from './support/page-parts.ts';
import { startSleepingWarehouse } from './support/sleeping-warehouse.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();

async function newConnection(name: string): Promise<Visit & { dialog: Locator; test: Locator }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ user, path: '/connections?dialog=new' });
  const dialog = visit.page.getByRole('dialog', { name: 'New connection' });
  await seen(dialog.getByRole('textbox', { name: 'Connection Name' }));
  return { ...visit, dialog, test: dialog.getByRole('button', { name: 'Test Connection' }) };
}

describe('a test that takes its time', () => {
  it('shows each stage when it has ended, and marks the one that runs', async () => {
    const { dialog, test } = await newConnection('Stages');
    await using peer = await holdPeer(site().target);
    await fillAddress(dialog, peer.target);
    await test.click();
    const stages = dialog.getByRole('list', { name: 'Stages' });
    const running = stages.locator('[aria-current=step]');
    await seen(running.filter({ hasText: 'Sign in…' }));
    await seen(
      stages.getByRole('listitem').filter({ hasText: 'Open connection' }).getByRole('img', { name: 'Passed:' }),
    );
    expect(await dialog.getByText(/Connection successful/).count()).toBe(0);
    peer.release();
    await seen(dialog.getByText(/Connection successful \(\d+ms\)/));
    expect(await running.count()).toBe(0);
    await seen(stages.getByText('Check privileges'));
    // All that is told of the time comes to what was waited.
    await dialog.getByRole('button', { name: /^\d+ stages in/ }).click();
    const headline = await dialog.getByText(/^Connection successful/).textContent();
    const [, waited] = /\((\d+)ms\)/.exec(headline ?? '') ?? [];
    const lines = await stages.getByRole('listitem').allInnerTexts();
    const times = lines.map((text) => Number(/([\d,]+)\sms$/.exec(text.trim())?.[1]?.replace(',', '')));
    expect(times.reduce((sum, time) => sum + time, 0)).toBe(Number(waited));
  });

  it('is stopped by its button, which gives the focus back', async () => {
    const { dialog, test } = await newConnection('Stop');
    await using peer = await holdPeer(site().target);
    await fillAddress(dialog, peer.target);
    await test.click();
    await eventually(peer.waiting).toBe(1);
    await dialog.getByRole('button', { name: 'Stop test' }).click();
    await gone(dialog.getByText('Testing the connection…'));
    await eventually(() => test.evaluate((button) => button === document.activeElement)).toBe(true);
    peer.release();
    await test.click();
    await seen(dialog.getByText(/Connection successful/));
  });

  it('is stopped by an edit, and its answer is not shown any more', async () => {
    const { dialog, page, test } = await newConnection('Edit');
    await using peer = await holdPeer(site().target);
    await fillAddress(dialog, peer.target);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('watchTest'));
    await test.click();
    await eventually(peer.waiting).toBe(1);
    await dialog.getByRole('textbox', { name: 'Schema' }).fill('shop');
    await gone(dialog.getByText('Testing the connection…'));
    await ended;
    peer.release();
    expect(await dialog.getByText(/Connection successful|Failed to/).count()).toBe(0);
  });
});

describe('the report', () => {
  it('tells encryption, certificates, privileges and what is wrong with a connection that works', async () => {
    const authority = createAuthority('Windrose CA');
    await using server = await startTestPostgres({
      version: '18',
      tls: authority.issue({ commonName: 'db.windrose', names: ['localhost'] }),
    });
    const { dialog, page, test } = await newConnection('Report');
    site().secrets.add(server.password);
    const { port, user: username, password } = server;
    await fillAddress(dialog, { host: 'localhost', port, databaseName: 'postgres', username, password });
    await test.click();
    await seen(dialog.getByText(/connection is not encrypted/));
    // Said by the server, and not once more by the page.
    expect(await dialog.getByText(/connection is not encrypted/).count()).toBe(1);

    await dialog.getByRole('combobox', { name: 'TLS Mode' }).selectOption('require');
    await gone(dialog.getByText(/connection is not encrypted/));
    await test.click();
    await seen(dialog.getByText(/certificate of the server is not verified/));

    await dialog.getByRole('combobox', { name: 'TLS Mode' }).selectOption('verify-full');
    await test.click();
    await seen(dialog.getByText('Failed to agree on TLS.', { exact: false }));
    await seen(dialog.getByText('Call: your database administrators'));
    await seen(dialog.getByText('TLS_UNTRUSTED'));

    await dialog.getByRole('textbox', { name: 'CA Certificate' }).fill(authority.ca);
    await test.click();
    await seen(dialog.getByText(/Connection successful \(\d+ms\) · server version 18/));
    await seen(dialog.getByText(/This login is a superuser/));
    await seen(dialog.getByText(/The certificate CN=db\.windrose expires .* \((within a|in 1) day\)/));
    await seen(dialog.getByText('Privileges:'));
    await dialog.getByText('TLSv1.3, certificate verified').click();
    const certificates = dialog.getByRole('list', { name: /^Certificates/ }).getByRole('listitem');
    await seen(certificates.filter({ hasText: 'CN=db.windrose' }).getByText(/issued by CN=Windrose CA/));
    await expectNoViolation(page, 'report');
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(password);
  });

  it('names whom to call on the list and on the page of a connection', async () => {
    const tenant = await site().createTenant('Calls');
    const user = await site().createUser([tenant], 'admin');
    const id = await site().createConnection(tenant, { name: 'closed', port: 1 });
    const visit = await site().visit({ user, path: '/connections' });
    visit.expectFault(/status of 502/);
    const { page } = visit;
    await page.getByRole('button', { name: 'Test closed' }).click();
    await seen(rowOf(page, 'closed').getByText(/Call: your database administrators/));
    await page.goto(`/connections/${id}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await seen(page.getByText('TCP_REFUSED'));
    await seen(page.getByText('Call: your database administrators').first());
    expect(await everythingOn(page)).not.toContain(site().target.password);
  });
});

describe('a warehouse that is starting', () => {
  it('is neither passed nor failed, on the list and in the dialog, and the test ends by itself', async () => {
    await using warehouse = await startSleepingWarehouse();
    const tenant = await site().createTenant('Starting');
    const user = await site().createUser([tenant], 'admin');
    const id = await site().createConnection(tenant, { name: 'lake', ...warehouse.fields });
    const visit = await site().visit({ user, path: '/connections' });
    visit.expectFault(/status of 502/);
    const { page } = visit;
    const row = rowOf(page, 'lake');
    await row.getByRole('button', { name: 'Test lake' }).click();
    await seen(row.getByText('Starting', { exact: true }));
    await seen(row.getByText(/The test is finished in the background/));
    expect(await row.getByText('Failed', { exact: true }).count()).toBe(0);

    await page.goto(`/connections?dialog=${id}`);
    const dialog = page.getByRole('dialog', { name: 'Edit connection' });
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    await seen(dialog.getByText(/The SQL warehouse is starting/));
    await seen(dialog.getByText(/Test again in a few minutes/));
    await seen(dialog.getByRole('img', { name: 'Waiting:' }));
    expect(await dialog.getByText('Failed to').count()).toBe(0);
    await expectNoViolation(page, 'starting warehouse');

    await page.goto(`/connections/${id}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await seen(page.getByText('The test is finished in the background, and its outcome is kept with the connection.'));
    warehouse.wake();
    await gone(page.getByText('The test is finished in the background', { exact: false }));
    await seen(page.getByRole('banner').or(page.locator('header')).getByText('Failed', { exact: true }));
  });
});
