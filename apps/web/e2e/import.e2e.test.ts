import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { namesIn, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const SECRET = 'secret-of-a-file';

async function openImport(name: string) {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  await site().createConnection(tenant, { name: 'Known', host: 'known.example.com' });
  site().secrets.add(SECRET);
  const { page } = await site().visit({ user, path: '/connections' });
  await seen(page.getByRole('button', { name: 'Import and export' }));
  await openDialog(page);
  return { page, tenant, user };
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  await seen(page.getByRole('dialog', { name: 'Import connections' }));
}

const source = (page: Page) => page.getByRole('textbox', { name: 'Connections' });
const rows = (page: Page) =>
  page.getByRole('list', { name: 'What the import would do' }).getByRole('listitem').allInnerTexts();
const CSV =
  'name,dbType,host,port\nNew,mysql,new.example.com,3306\nKnown,postgresql,moved.example.com,5432\nBad,oracle,h,1\n';

describe('an import', () => {
  it('shows row by row what it would do, and does it', async () => {
    const { page } = await openImport('Importing');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await source(page).fill(CSV);
    await seen(page.getByText('This looks like CSV of Portolan.'));
    await seen(page.getByText('1 would be created, 1 changed, 1 refused.'));
    expect((await rows(page)).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'New Row 2 Created',
      'Known Row 3 Changes: host, port Changed',
      'Bad Row 4 Unsupported database type: oracle Refused',
    ]);
    await expectNoViolation(page, 'import');
    await page.getByRole('button', { name: 'Refused 1' }).click();
    expect(await rows(page)).toHaveLength(1);
    await page.getByRole('button', { name: 'Import 2 connections' }).click();
    await seen(page.getByText('1 created, 1 changed, 1 refused.'));
    await eventually(async () => (await namesIn(page)).toSorted()).toEqual(['Known', 'New']);
    await seen(page.getByText('moved.example.com').first());
  });

  it('takes passwords along only where it is told to, and keeps no word of them', async () => {
    const { page } = await openImport('Secrets');
    await source(page).fill(`db.example.com:5432:orders:reader:${SECRET}`);
    await seen(page.getByText('This looks like pgpass.'));
    await seen(page.getByText('The password in the text is left out.'));
    await page.getByRole('checkbox', { name: 'Take the passwords in it along' }).check();
    await page.getByText('The password in the text is left out.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Import 1 connection', exact: true }).click();
    await seen(page.getByText('1 connection imported'));
    await seen(page.getByRole('link', { name: 'reader@db.example.com/orders' }));
  });

  it('comes from a file that is chosen or dropped', async () => {
    const { page } = await openImport('Files');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose file' }).click();
    await (await chooser).setFiles({
      name: 'connections.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\uFEFF${CSV}`),
    });
    await seen(page.getByText('1 would be created, 1 changed, 1 refused.'));
    await source(page).fill('');
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['[orders]\nhost=::1\n'], 'pg_service.conf'));
      return transfer;
    });
    await source(page).dispatchEvent('drop', { dataTransfer: data });
    await seen(page.getByText('This looks like pg_service.conf.'));
    await seen(page.getByText('1 would be created, 0 changed, 0 refused.'));
  });

  it('asks for the format where the text does not show it, and before what was typed is thrown away', async () => {
    const { page } = await openImport('Unclear');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await seen(page.getByText('There is nothing to import yet.'));
    await source(page).fill('nobody knows');
    await seen(page.getByText('The text does not show which format it has. Choose one.'));
    await page.getByRole('combobox', { name: 'Format' }).selectOption('urls');
    await seen(page.getByText('0 would be created, 0 changed, 1 refused.'));
    await page.keyboard.press('Escape');
    await seen(page.getByText('Discard what you entered?'));
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await source(page).fill('x'.repeat(1_000_001));
    await seen(page.getByText('This is more than fits into one import. Split it into parts of at most 1 MB.'));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('fits a phone, and shows a thousand rows by their kinds', async () => {
    const { page } = await openImport('Phone');
    await page.setViewportSize({ width: 320, height: 700 });
    await source(page).fill(
      Array.from({ length: 1_000 }, (_, n) => `postgres://reader@db-${n}.example.com/orders`).join('\n'),
    );
    await seen(page.getByRole('button', { name: 'Created 1,000' }));
    expect(await rows(page)).toHaveLength(100);
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    expect(await rows(page)).toHaveLength(200);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'import on a phone');
    await page.getByRole('button', { name: 'Import 1,000 connections' }).click();
    await seen(page.getByText('1,000 connections imported'));
  });
});

it('what the list shows is exported as a file, which an import takes back as it is', async () => {
  const { page } = await openImport('Exporting');
  await page.keyboard.press('Escape');
  for (const [label, ending] of [
    ['Export as CSV', 'csv'],
    ['Export as JSON', 'json'],
  ] as const) {
    await page.getByRole('button', { name: 'Import and export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^connections-.*\\.${ending}$`));
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('known.example.com');
    await openDialog(page);
    await source(page).fill(text);
    await seen(page.getByText('0 would be created, 0 changed, 0 refused.'));
    await seen(page.getByText('As it is', { exact: true }));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard' }).click();
  }
});

it('who only reads connections is offered no import', async () => {
  const tenant = await site().createTenant('Readers');
  const user = await site().createUser([tenant], ['connections:read']);
  const { page } = await site().visit({ user, path: '/connections' });
  await page.getByRole('button', { name: 'Import and export' }).click();
  await seen(page.getByRole('menuitem', { name: 'Export as CSV' }));
  expect(await page.getByRole('menuitem', { name: 'Import…' }).count()).toBe(0);
});
