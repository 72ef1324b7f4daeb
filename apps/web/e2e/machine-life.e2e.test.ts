import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startTestLibvirt, type TestLibvirt, testGuest } from '@portolan/testing/libvirt';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { rowWith, seen } from './support/page-parts.ts';
import { openSite, type Site } from './support/site.ts';

let libvirt: TestLibvirt;
let site: Site;
let dataDir: string | undefined;
// Software emulates the machines, on processors that others use as well.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
const PATIENCE = { timeout: 90_000 };

beforeAll(async () => {
  libvirt = await startTestLibvirt();
  await copyFile((await testGuest()).disk, path.join(libvirt.folderOf('templates'), 'guest.qcow2'));
  await libvirt.virsh('pool-refresh', libvirt.pools.templates);
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-machine-life-'));
  site = await openSite({ PORTOLAN_LIBVIRT_URI: libvirt.uri, PORTOLAN_DATA_DIR: dataDir });
});
afterEach(async () => {
  expect(await site.closeVisits()).toEqual([]);
});
afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
  await libvirt?.close();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

it('a machine is made from a template, seen running, read, stopped and deleted', async () => {
  const tenant = await site.createTenant('Dry dock');
  const user = await site.createUser([tenant], 'admin');
  const { page, requests } = await site.visit({ user, path: `/t/${tenant.slug}/vms` });
  const dialog = page.getByRole('dialog', { name: 'New machine' });
  const template = dialog.getByRole('combobox', { name: 'Template' });
  // Whoever looks after the hypervisor finds the template by itself.
  await expect
    .poll(async () => {
      await page.goto(`/t/${tenant.slug}/vms?machine=new`);
      await seen(dialog.getByText('Template', { exact: false }));
      return template.isVisible();
    }, PATIENCE)
    .toBe(true);
  await template.selectOption({ index: 1 });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('skiff');
  await dialog.getByRole('textbox', { name: 'CPUs' }).fill('1');
  await dialog.getByRole('textbox', { name: 'Memory in GB' }).fill('0.125');
  await dialog.getByRole('button', { name: 'Create machine' }).click();
  const row = rowWith(page, 'skiff');
  await row.getByText('Running', { exact: true }).waitFor(PATIENCE);
  const domains = async () => (await libvirt.virsh('list', '--name')).trim();
  expect(await domains()).not.toBe('');

  await row.getByRole('link', { name: 'skiff' }).click();
  const log = page.getByRole('log', { name: 'Log of skiff' });
  await seen(log.getByText('Asked for by', { exact: false }));
  await log.getByText('guest: ready', { exact: false }).first().waitFor(PATIENCE);
  // What happens behind the back of the hub is on the page without anybody asking.
  await page.evaluate(() => document.body.setAttribute('data-kept', ''));
  const asked = requests.length;
  await libvirt.virsh('destroy', await domains());
  await page.getByRole('status').getByText('Stopped', { exact: true }).waitFor(PATIENCE);
  await seen(log.getByText('Stopped: by itself, or by somebody at the hypervisor'));
  expect(requests.slice(asked).filter((request) => /vms\.(get|list|logs)/.test(request.url()))).toEqual([]);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('status').getByText('Running', { exact: true }).waitFor(PATIENCE);
  expect(await page.locator('[data-kept]').count()).toBe(1);
  await page.getByRole('button', { name: 'Stop…' }).click();
  await page.getByRole('button', { name: 'Stop machine' }).click();
  await page.getByRole('status').getByText('Stopped', { exact: true }).waitFor(PATIENCE);
  expect(await domains()).toBe('');

  await page.getByRole('button', { name: 'More actions for skiff' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete machine' }).click();
  await seen(page.getByText('No machines yet'));
  await expect.poll(async () => (await libvirt.virsh('list', '--all', '--name')).trim(), PATIENCE).toBe('');
});
