import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishWordsIn } from './support/english-words.ts';
import { everythingOn, gone, rowWith, seen } from './support/page-parts.ts';
import { plantHypervisor, plantTemplate, plantVm } from './support/planted-vms.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const PASSWORD = 'Sextant-of-brass-4';
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('an operator adds a hypervisor, sees where its test stops, and removes it', async () => {
  const tenant = await site().createTenant('Yard');
  site().secrets.add(PASSWORD);
  const { page } = await site().visit({ user: OPERATOR, path: '/hypervisors' });
  const entry = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Machines' });
  await seen(page.getByText('No hypervisors yet'));
  expect(await entry.count()).toBe(0);
  await expectNoViolation(page, 'no hypervisors');
  await page.getByRole('button', { name: 'Add hypervisor' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a hypervisor' });
  const field = (name: string) => dialog.getByRole('textbox', { name });
  await field('Address of libvirt').fill('rack-7.example.com');
  await field('Fetched images').fill('');
  await page.keyboard.press('Control+Enter');
  for (const fault of ['Name is required.', 'Must be a URI of libvirt', 'Name of the pool is required.'])
    await seen(dialog.getByText(fault, { exact: false }));
  await expectNoViolation(page, 'add a hypervisor');
  await field('Name').first().fill('quay');
  await field('Address of libvirt').fill('qemu+tcp://127.0.0.1:9/system');
  await field('Fetched images').fill('portolan-images');
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add and test' }).click();
  const test = page.getByRole('dialog', { name: 'Test of quay' });
  const report = test.getByRole('button', { name: /^Stopped at/ });
  await seen(report);
  await report.click();
  await seen(test.getByRole('list', { name: 'Stages' }).getByText('Check settings'));
  await expectNoViolation(page, 'test of a hypervisor');
  expect(await everythingOn(page)).not.toContain(PASSWORD);
  await test.getByRole('button', { name: 'Done' }).click();
  await gone(test);
  await seen(entry);
  const row = rowWith(page, 'quay');
  await seen(row.getByText('Not reached'));
  await expectNoViolation(page, 'hypervisors');

  // One with machines stays.
  const busy = await plantHypervisor(site(), 'pier');
  await plantTemplate(site(), busy, 'alpine');
  await plantVm(site(), tenant, busy, { name: 'tug', status: 'STOPPED' });
  await page.reload();
  const pier = rowWith(page, 'pier').first();
  for (const text of ['Reached', 'QEMU 7.2.0, libvirt 9.0.0', '2 of 8 CPUs', '300 GB of 500 GB of disk free'])
    await seen(pier.getByText(text, { exact: true }));
  await row.getByRole('button', { name: 'Remove quay' }).click();
  const ask = page.getByRole('alertdialog', { name: 'Remove quay?' });
  await seen(ask);
  await expectNoViolation(page, 'remove a hypervisor');
  await ask.getByRole('button', { name: 'Remove hypervisor' }).click();
  await seen(page.getByText('quay is removed', { exact: true }));
  await gone(row);
});

it('a test tells its stages as they end, and is ended with its dialog', async () => {
  await site().createTenant('Quayside');
  // Accepts and never says a word.
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const uri = `qemu+tcp://127.0.0.1:${(silent.address() as AddressInfo).port}/system`;
  const { id } = await site().rest<{ id: string }>('POST', '/api/v1/hypervisors', { body: { name: 'mute', uri } });
  const { page } = await site().visit({ user: OPERATOR, path: '/hypervisors' });
  await page.getByRole('button', { name: 'Test mute' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test of mute' });
  await seen(dialog.getByRole('listitem').filter({ hasText: 'Sign in' }));
  expect(await dialog.getByRole('img', { name: 'Passed' }).count()).toBe(4);
  await expectNoViolation(page, 'a test of a hypervisor under way');
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('watchTest'));
  await dialog.getByRole('button', { name: 'Stop test' }).click();
  await gone(dialog);
  await ended;
  const told =
    "select details->>'code' as code from audit_events where action = 'hypervisors:test' order by seq desc limit 1";
  await eventually(() => site().database.query(told)).toEqual([{ code: 'CANCELLED' }]);
  await seen(rowWith(page, 'mute').getByText(/Not looked at yet|Not reached/));
  silent.close();
  await site().rest('DELETE', `/api/v1/hypervisors/${id}`);
});

it('an operator names templates with their sizes, and bounds what a tenant may have', async () => {
  const tenant = await site().createTenant('Basin');
  const host = await plantHypervisor(site(), 'mole');
  await plantTemplate(site(), host, 'debian');
  await plantVm(site(), tenant, host, { name: 'tug', status: 'STOPPED' });
  const { page } = await site().visit({ user: OPERATOR, path: '/hypervisors' });
  await page.getByRole('button', { name: 'Edit debian' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit debian' });
  await edit.getByRole('textbox', { name: 'Name' }).fill('Bookworm');
  await edit.getByRole('textbox', { name: 'CPUs' }).fill('0');
  await edit.getByRole('button', { name: 'Save' }).click();
  await seen(edit.getByText('Must be at least 1.'));
  await edit.getByRole('textbox', { name: 'CPUs' }).fill('4');
  await expectNoViolation(page, 'edit a template');
  await edit.getByRole('button', { name: 'Save' }).click();
  await gone(edit);
  await seen(rowWith(page, 'Bookworm').getByText('4 CPUs, 0.5 GB'));

  await page.goto('/tenants');
  await page.getByRole('button', { name: 'Quota of machines of Basin' }).click();
  const quota = page.getByRole('dialog', { name: 'Quota of machines of Basin' });
  await seen(quota.getByText('1 in use'));
  await quota.getByRole('textbox', { name: 'Machines' }).fill('0,5');
  await quota.getByRole('button', { name: 'Set quota' }).click();
  await seen(quota.getByText('Must be a whole number.'));
  await quota.getByRole('textbox', { name: 'Machines' }).fill('0');
  await seen(quota.getByText('Below the 1 in use', { exact: false }));
  await quota.getByRole('textbox', { name: 'Memory in GB' }).fill('2,5');
  await expectNoViolation(page, 'quota of a tenant');
  await quota.getByRole('button', { name: 'Set quota' }).click();
  await gone(quota);
  const limits = () =>
    site().database.query('select machines, cpu, memory_mib::int from vm_quotas where tenant_id = $1', [tenant.id]);
  await eventually(limits).toEqual([{ machines: 0, cpu: null, memory_mib: 2_560 }]);
});

it('in German and on a phone the pages of operators say nothing in English; others do not find them', async () => {
  const tenant = await site().createTenant('Werft');
  const host = await plantHypervisor(site(), 'kai');
  await plantTemplate(site(), host, 'alpine');
  const context = { locale: 'de-AT', viewport: { width: 320, height: 700 } };
  const { page } = await site().visit({ user: OPERATOR, path: '/hypervisors', context });
  await seen(page.getByText('300 GB von 500 GB Platte frei').first());
  await seen(page.getByRole('heading', { name: 'Vorlagen' }));
  const sound = async (part: string) => {
    expect([part, await englishWordsIn(page.locator(part)), await overflow(page)]).toEqual([part, [], 0]);
    await expectNoViolation(page, `${part} in German on a phone`);
  };
  await sound('body');
  await page.getByRole('button', { name: 'Hypervisor hinzufügen' }).click();
  await page.getByRole('button', { name: 'Hinzufügen und testen' }).click();
  await seen(page.getByText('Die Adresse von libvirt fehlt.'));
  await sound('[role=dialog]');
  await page.goto('/tenants');
  await page.getByRole('button', { name: 'Kontingent an Maschinen: Werft' }).click();
  await seen(page.getByText('0 in Gebrauch').first());
  await sound('[role=dialog]');

  const user = await site().createUser([tenant], 'admin');
  const other = await site().visit({ user, path: '/hypervisors' });
  await seen(other.page.getByRole('heading', { name: 'Not on this chart' }));
  expect(await other.page.getByRole('link', { name: 'Hypervisors' }).count()).toBe(0);
  expect(other.requests.filter((request) => request.url().includes('hypervisors.list'))).toEqual([]);
});
