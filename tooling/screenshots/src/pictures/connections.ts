import type { Page } from 'playwright-core';
import { IMPORTED } from '../data/connection-text.ts';
import type { Company } from '../made-up-company.ts';
import { inTenant, type Picture } from './picture.ts';

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

const dialogOf = ({ connections }: Company, name: string) =>
  inTenant(`/connections?environment=production&dialog=${connections.get(name)}`);

/** The last day of a connection comes after its row. */
const strips = (page: Page) =>
  page
    .getByRole('img', { name: /24 hours/i })
    .first()
    .waitFor();

async function test(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Test Connection' }).click();
}

export const CONNECTION_PICTURES: Picture[] = [
  {
    name: 'sign-in',
    path: () => '/sign-in',
    signedOut: true,
    viewport: { width: 960, height: 600 },
    prepare: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor(),
  },
  {
    name: 'home',
    path: () => inTenant(''),
    // Checks begin by themselves, and the second failure in a row is an incident.
    prepare: (page) =>
      page
        .getByRole('heading', { name: /out of reach$/ })
        .first()
        .waitFor({ timeout: 60_000 }),
  },
  {
    name: 'list',
    path: () => inTenant('/connections'),
    async prepare(page) {
      await rowOf(page, 'Shop production').waitFor();
      await strips(page);
    },
  },
  {
    name: 'groups',
    path: () => inTenant('/connections?groupBy=environment&sortBy=status&sortOrder=asc&tag=eu'),
    async prepare(page) {
      await rowOf(page, 'Ledger').waitFor();
      await strips(page);
    },
  },
  {
    name: 'phone',
    path: () => inTenant('/connections'),
    viewport: { width: 390, height: 780 },
    async prepare(page) {
      await page.getByText('Shop production').first().waitFor();
      await strips(page);
    },
  },
  {
    name: 'test-failed',
    path: (company) => dialogOf(company, 'Ledger'),
    async prepare(page) {
      await test(page);
      await page.getByRole('button', { name: /^Stopped at/ }).waitFor();
    },
  },
  {
    name: 'test-stages',
    path: (company) => dialogOf(company, 'Till Porto'),
    async prepare(page) {
      await test(page);
      await page.getByRole('button', { name: /^Stopped at/ }).click();
    },
  },
  {
    name: 'test-succeeded',
    path: (company) => dialogOf(company, 'Shop production'),
    async prepare(page) {
      await test(page);
      await page.getByText(/^Connection successful/).waitFor();
      await page.getByRole('button', { name: /^9 stages/ }).click();
    },
  },
  {
    name: 'import',
    path: () => inTenant('/connections'),
    async prepare(page) {
      await rowOf(page, 'Shop production').waitFor();
      await page.getByRole('button', { name: 'Import and export' }).click();
      await page.getByRole('menuitem', { name: 'Import…' }).click();
      const text = page.getByRole('textbox', { name: 'Connections' });
      await text.fill(IMPORTED);
      await page.getByRole('list', { name: 'What the import would do' }).waitFor();
      await text.evaluate((element) => element.scrollTo(0, 0));
    },
  },
  {
    name: 'deleted',
    path: () => inTenant('/connections?status=deleted'),
    prepare: (page) => page.getByRole('cell', { name: 'Olu Adeyemi' }).waitFor(),
  },
  {
    name: 'palette',
    path: () => inTenant('/connections'),
    async prepare(page) {
      await rowOf(page, 'Shop production').waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('order');
      await page.getByRole('group', { name: 'Tables and columns' }).waitFor();
    },
  },
  {
    name: 'list-german',
    path: () => inTenant('/connections?groupBy=environment&sortBy=status&sortOrder=asc&tag=eu'),
    locale: 'de-DE',
    prepare: (page) => rowOf(page, 'Shop production').waitFor(),
  },
];
