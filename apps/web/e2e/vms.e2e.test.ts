import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { parameters } from './support/charted.ts';
import { englishWordsIn } from './support/english-words.ts';
import { gone, pageOf, rowWith, seen } from './support/page-parts.ts';
import { plantHypervisor, plantLog, plantTemplate, plantVm } from './support/planted-vms.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const FULL = 'The pool portolan-machines of quay has 3 GB left, 12 GB are wanted';
const ISO = 'https://example.com/images/debian-13.iso';

const names = (page: Page) => page.getByRole('rowheader').getByRole('link').allTextContents();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('without a hypervisor the page says what to do, to whoever can do it too', async () => {
  const tenant = await site().createTenant('Shore');
  const user = await site().createUser([tenant], ['vm:read', 'vm:create']);
  const { page } = await site().visit({ user, path: `/t/${tenant.slug}` });
  // Nothing else is theirs.
  await seen(page.getByText('There is nothing to run machines on yet'));
  expect(pageOf(page)).toBe('/vms');
  await seen(page.getByText('An operator of this installation has to add a hypervisor first.'));
  const entry = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Machines' });
  expect(await entry.count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('machine');
  await seen(page.getByText('Nothing matches.'));
  await page.keyboard.press('Escape');
  expect(await page.getByRole('button', { name: 'New machine' }).count()).toBe(0);
  await expectNoViolation(page, 'no hypervisor');
  const operator = await site().visit({ user: OPERATOR, path: `/t/${tenant.slug}/vms` });
  await seen(operator.page.getByText('Add a hypervisor by its libvirt address', { exact: false }));
  expect(await operator.page.locator('main').getByRole('link', { name: 'Hypervisors' }).getAttribute('href')).toBe(
    '/hypervisors',
  );

  const stranger = await site().createUser([tenant], ['user:read']);
  const other = await site().visit({ user: stranger, path: `/t/${tenant.slug}/vms` });
  await seen(other.page.getByRole('heading', { name: 'You cannot see the machines of this tenant' }));
  expect(await other.page.getByRole('link', { name: 'Machines' }).count()).toBe(0);
  expect(other.requests.filter((request) => /vms\.|hypervisors\./.test(request.url()))).toEqual([]);
});

it('machines are found, started and stopped, renamed, deleted and tried again, by mouse and by keys', async () => {
  const tenant = await site().createTenant('Docks');
  const user = await site().createUser([tenant], 'admin');
  const host = await plantHypervisor(site(), 'docks');
  const visit = await site().visit({ user, path: `/t/${tenant.slug}/vms` });
  const { page } = visit;
  await seen(page.getByText('No machines yet'));
  await expectNoViolation(page, 'no machines');
  for (let number = 10; number < 28; number += 1)
    await plantVm(site(), tenant, host, { name: `web-${number}`, status: 'STOPPED' });
  await plantVm(site(), tenant, host, { name: 'api', status: 'RUNNING', ipAddress: '192.168.122.14' });
  await plantVm(site(), tenant, host, { name: 'broken', status: 'ERROR', failure: FULL });
  const progress = { bytes: 536_870_912, total: 2_147_483_648 };
  const fetching = await plantVm(site(), tenant, host, { name: 'disc', status: 'PROVISIONING', isoUrl: ISO, progress });
  // By themselves.
  await eventually(() => names(page)).toHaveLength(20);
  await seen(page.getByText('1–20 of 21'));
  await seen(rowWith(page, 'disc').getByText('Fetching the image: 0.5 GB of 2 GB'));
  await seen(rowWith(page, 'disc').getByText('debian-13.iso'));
  await seen(rowWith(page, 'broken').getByText(`${FULL}.`));
  await expectNoViolation(page, 'machines');
  await site().database.query('update vms set progress_bytes = $2 where id = $1', [fetching, 1_073_741_824]);
  await seen(rowWith(page, 'disc').getByText('Fetching the image: 1 GB of 2 GB'));
  await site().database.query(
    "update vms set status = 'RUNNING', progress_bytes = null, progress_total = null, step = 'made' where id = $1",
    [fetching],
  );
  await seen(rowWith(page, 'disc').getByText('Running', { exact: true }));

  const created = page.getByRole('columnheader', { name: 'Created' });
  await created.getByRole('button').click();
  await eventually(async () => (await names(page)).slice(0, 3)).toEqual(['disc', 'broken', 'api']);
  expect(await created.getAttribute('aria-sort')).toBe('descending');
  expect(parameters(page)).toEqual({ sortBy: 'created', sortOrder: 'desc' });
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await eventually(async () => (await names(page)).slice(0, 3)).toEqual(['api', 'broken', 'disc']);

  await page.getByRole('button', { name: 'Next' }).click();
  await eventually(() => names(page)).toEqual(['web-27']);
  await page.getByRole('button', { name: 'Running 2', exact: true }).click();
  await eventually(() => names(page)).toEqual(['api', 'disc']);
  await page.getByRole('searchbox').fill('122.14');
  await eventually(() => names(page)).toEqual(['api']);
  expect(parameters(page)).toEqual({ status: 'RUNNING', search: '122.14' });
  await page.reload();
  await eventually(() => names(page)).toEqual(['api']);

  // To the row, and what it does: it is asked before a machine is stopped.
  await page.keyboard.press('j');
  await eventually(() => focused(page)).toContain('api');
  await page.keyboard.press('s');
  const stop = page.getByRole('alertdialog', { name: 'Stop api?' });
  await seen(stop);
  await expectNoViolation(page, 'stop a machine');
  await stop.getByRole('button', { name: 'Stop machine' }).click();
  await gone(stop);
  await seen(rowWith(page, 'api').getByText('Stopping', { exact: true }));
  await eventually(() => focused(page)).toContain('api');
  await page.keyboard.press('e');
  const rename = page.getByRole('dialog', { name: 'Rename api' });
  await rename.getByRole('textbox', { name: 'Name' }).fill(' ');
  await rename.getByRole('button', { name: 'Rename machine' }).click();
  await seen(rename.getByText('Name is required.'));
  await rename.getByRole('textbox', { name: 'Name' }).fill('gateway');
  await rename.getByRole('button', { name: 'Rename machine' }).click();
  await gone(rename);
  await eventually(() => names(page)).toEqual(['gateway']);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'More actions for gateway' }).click();
  await seen(page.getByRole('menuitem', { name: 'Rename…' }));
  await seen(page.getByText('Something is being done with gateway already.'));
  expect(await page.getByRole('menuitem', { name: 'Restart' }).count()).toBe(0);
  await expectNoViolation(page, 'menu of a machine');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Try again: broken' }).click();
  await seen(page.getByText('broken is being tried again', { exact: true }));
  await gone(rowWith(page, 'broken').getByText(`${FULL}.`));

  await page.getByRole('row').filter({ hasText: 'web-10' }).focus();
  await page.keyboard.press('Delete');
  const ask = page.getByRole('alertdialog', { name: 'Delete web-10?' });
  await ask.getByRole('button', { name: 'Delete machine' }).click();
  await seen(page.getByText('web-10 is deleted', { exact: true }));
  await gone(rowWith(page, 'web-10'));
  // What runs is not deleted by a slip of the hand.
  await page.getByRole('row').filter({ hasText: 'disc' }).focus();
  await page.keyboard.press('Delete');
  const sure = page.getByRole('alertdialog', { name: 'Delete disc?' });
  const name = sure.getByRole('textbox', { name: 'Type “disc” to confirm' });
  await eventually(() => name.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await sure.getByRole('button', { name: 'Delete machine' }).isDisabled()).toBe(true);
  await expectNoViolation(page, 'delete a machine that runs');
  await name.fill('disc');
  await page.keyboard.press('Enter');
  await seen(page.getByText('disc is deleted', { exact: true }));
  // What the machine has become meanwhile is told by the server.
  visit.expectFault(/status of 409/);
  await page.route('**/trpc/vms.action*', async (route) => {
    await site().database.query("update vms set status = 'RUNNING' where name = 'web-11'");
    await route.continue();
  });
  await page.getByRole('row').filter({ hasText: 'web-11' }).focus();
  await page.keyboard.press('s');
  await seen(page.getByText('web-11 was not started'));
  await seen(page.getByText('web-11 is RUNNING: it cannot be started now'));
  await seen(rowWith(page, 'web-11').getByText('Running', { exact: true }));
});

it('a machine is made from a template or an image, as far as the quota goes', async () => {
  const tenant = await site().createTenant('Slipway');
  const user = await site().createUser([tenant], 'admin');
  const host = await plantHypervisor(site(), 'slipway');
  await plantTemplate(site(), host, 'alpine');
  await site().database.query('update vm_quotas set cpu = 4, memory_mib = 4096 where tenant_id = $1', [tenant.id]);
  const visit = await site().visit({ user, path: `/t/${tenant.slug}/vms` });
  const { page } = visit;
  await page.getByRole('button', { name: 'New machine' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New machine' });
  const field = (name: string) => dialog.getByRole('textbox', { name });
  await seen(dialog.getByText('Left of the quota: 4 CPUs and 4 GB of memory.'));
  await dialog.getByRole('button', { name: 'Create machine' }).click();
  for (const fault of ['Name is required.', 'Choose a template.']) await seen(dialog.getByText(fault));
  await expectNoViolation(page, 'a new machine without anything');
  await dialog.getByRole('combobox', { name: 'Template' }).selectOption('alpine (on slipway)');
  await seen(dialog.getByText('Debian 13'));
  expect(await field('CPUs').inputValue()).toBe('2');
  expect(await field('Memory in GB').inputValue()).toBe('0.5');
  await field('Name').fill('hull-1');
  await field('Memory in GB').fill('0,3');
  await seen(dialog.getByText('Comes in steps of 0.125 GB, which are GiB.'));
  await field('Memory in GB').fill('0,375');
  await field('Disk in GB').fill('1');
  await seen(dialog.getByText('The template needs at least 4 GB.'));
  await field('Disk in GB').fill('8');
  await field('CPUs').fill('5');
  await seen(dialog.getByText('The quota has 4 left.'));
  visit.expectFault(/status of 409/);
  await dialog.getByRole('button', { name: 'Create machine' }).click();
  await eventually(() => field('CPUs').getAttribute('aria-invalid')).toBe('true');
  await eventually(() => field('CPUs').evaluate((input) => input === document.activeElement)).toBe(true);
  await field('CPUs').fill('1');
  await page.keyboard.press('Control+Enter');
  await gone(dialog);
  await seen(rowWith(page, 'hull-1').getByText('1 CPU, 0.375 GB'));
  const asked = await site().database.query(
    'select cpu, memory_mib, disk_mib, template_name from vms where name = $1',
    ['hull-1'],
  );
  expect(asked).toEqual([{ cpu: 1, memory_mib: 384, disk_mib: 8192, template_name: 'alpine' }]);

  // From anywhere.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Search/ }).fill('new machine');
  await page.getByRole('option', { name: /New machine/ }).click();
  await dialog.getByRole('radio', { name: 'An ISO image' }).check();
  await field('Name').fill('hull-2');
  await field('Address of the image').fill('ftp://example.com/x.iso');
  await field('SHA-256 of the image').fill('abc');
  await dialog.getByRole('button', { name: 'Create machine' }).click();
  await seen(dialog.getByText('Must be an address that begins with https:// or http://.'));
  await seen(dialog.getByText('Must be a SHA-256 in hexadecimal.'));
  await expectNoViolation(page, 'a new machine of an image');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await gone(dialog);
  expect(parameters(page)).toEqual({});
});

it('the page of a machine tells what becomes of it, and its log follows until it is paused', async () => {
  const tenant = await site().createTenant('Bridge');
  const user = await site().createUser([tenant], ['vm:read', 'vm:read_logs']);
  const host = await plantHypervisor(site(), 'bridge');
  const id = await plantVm(site(), tenant, host, { name: 'helm', status: 'RUNNING', ipAddress: '10.0.0.7' });
  for (let line = 1; line <= 60; line += 1)
    await plantLog(site(), tenant, id, { level: line % 20 === 0 ? 'WARN' : 'INFO', message: `[ ${line}.0] line` });
  const visit = await site().visit({ user, path: `/t/${tenant.slug}/vms` });
  const { page } = visit;
  await page.getByRole('link', { name: 'helm' }).click();
  await seen(page.getByRole('heading', { name: 'helm', level: 1 }));
  const log = page.getByRole('log', { name: 'Log of helm' });
  const lines = log.getByRole('listitem');
  await eventually(() => lines.count()).toBe(60);
  await seen(lines.last().getByText('[ 60.0] line'));
  const isAtEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 10);
  await eventually(isAtEnd).toBe(true);
  await expectNoViolation(page, 'a machine');
  await plantLog(site(), tenant, id, { level: 'ERROR', message: 'Kernel panic' });
  await seen(lines.last().getByText('Kernel panic'));
  await eventually(isAtEnd).toBe(true);
  // Whoever reads further up is left there.
  await log.evaluate((box) => box.scrollTo(0, 0));
  await seen(page.getByText('Paused: new lines wait.'));
  // So they are by what becomes of the machine meanwhile.
  await log.evaluate((box) => box.scrollTo(0, 100));
  await site().database.query("update vms set ip_address = '10.0.0.8' where id = $1", [id]);
  await seen(page.getByText('10.0.0.8'));
  expect(await log.evaluate((box) => box.scrollTop)).toBe(100);
  await plantLog(site(), tenant, id, { level: 'INFO', message: 'Rebooting' });
  await page.getByRole('button', { name: 'Follow 1 new line', exact: true }).click();
  await seen(lines.last().getByText('Rebooting'));
  await eventually(isAtEnd).toBe(true);
  // So does a pause; being at the end already is not the end of it.
  await page.getByRole('button', { name: 'Pause' }).click();
  await plantLog(site(), tenant, id, { level: 'INFO', message: 'Rebooted' });
  await seen(page.getByRole('button', { name: 'Follow 1 new line', exact: true }));
  expect(await log.getByText('Rebooted').count()).toBe(0);
  await page.getByRole('button', { name: 'Follow' }).click();
  await seen(lines.last().getByText('Rebooted'));
  // Whoever is back at the end by themselves follows again.
  await log.evaluate((box) => box.scrollTo(0, 0));
  await seen(page.getByText('Paused: new lines wait.'));
  await log.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await seen(page.getByText('New lines appear at the end.'));
  expect(visit.requests.filter((request) => request.url().includes('vms.logs')).length).toBe(1);
  await page.getByRole('button', { name: 'Warnings and errors' }).click();
  await eventually(() => lines.count()).toBe(4);
  expect(parameters(page)).toEqual({ level: 'WARN' });

  // What they may not do is not there.
  for (const name of ['Stop…', 'Restart', 'More actions for helm'])
    expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 0]);
  await site().database.query("update vms set status = 'ERROR', failure = $2 where id = $1", [id, FULL]);
  await seen(page.getByText(`${FULL}.`));
  // What is asked about it when it has gone is answered so.
  visit.expectFault(/status of 404/);
  await site().database.query('update vms set deleted_at = now() where id = $1', [id]);
  await seen(page.getByText('This machine is gone'));
});

it('in German and on a phone nothing is English, and nothing sticks out', async () => {
  const tenant = await site().createTenant('Hafen');
  const user = await site().createUser([tenant], 'admin');
  const host = await plantHypervisor(site(), 'hafen');
  await plantTemplate(site(), host, 'alpine');
  const progress = { bytes: 1, total: null };
  await plantVm(site(), tenant, host, { name: 'abbild', status: 'PROVISIONING', isoUrl: ISO, progress });
  const id = await plantVm(site(), tenant, host, { name: 'kran', status: 'RUNNING' });
  const context = { locale: 'de-AT', viewport: { width: 320, height: 700 } };
  const { page } = await site().visit({ user, path: `/t/${tenant.slug}/vms`, context });
  await seen(page.getByText('Abbild wird geholt: 0 GB'));
  const sound = async (where: string) => {
    expect([where, await englishWordsIn(page.locator('body')), await overflow(page)]).toEqual([where, [], 0]);
    await expectNoViolation(page, `${where} in German on a phone`);
  };
  await sound('list');
  await page.getByRole('button', { name: 'Neue Maschine' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Maschine anlegen' }).click();
  await seen(dialog.getByText('Der Name fehlt.'));
  await dialog.getByRole('textbox', { name: 'CPUs' }).fill('1,5');
  await dialog.getByRole('textbox', { name: 'Platte in GB' }).fill('x');
  await seen(dialog.getByText('Muss eine ganze Zahl sein.'));
  await sound('create');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Verwerfen' }).click();
  await gone(dialog);
  await page.goto(`/t/${tenant.slug}/vms/${id}`);
  await seen(page.getByText('Noch wurde nichts geschrieben.'));
  await sound('machine');
  await page.getByRole('button', { name: 'Stoppen…' }).click();
  await seen(page.getByRole('alertdialog', { name: 'kran stoppen?' }));
  await sound('stop');
});
