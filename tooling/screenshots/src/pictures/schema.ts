import { connectionPath, type Picture } from './picture.ts';

export const SCHEMA_PICTURES: Picture[] = [
  {
    name: 'overview',
    path: (company) => connectionPath(company),
    prepare: (page) => page.getByRole('tree').waitFor(),
  },
  {
    name: 'table',
    path: (company) => connectionPath(company, '?schema=sales&table=orders'),
    async prepare(page) {
      await page.getByRole('heading', { name: 'sales.orders' }).waitFor();
      await page.getByRole('button', { name: 'Copy CREATE' }).waitFor();
    },
  },
  {
    name: 'diagram',
    path: (company) => connectionPath(company, '/diagram?schema=sales&table=orders&hops=1'),
    async prepare(page) {
      await page.locator('[data-table="sales.orders"]').waitFor();
      await page.getByRole('button', { name: '100 %' }).click();
    },
  },
  {
    name: 'map',
    path: (company) => connectionPath(company, '/diagram?schemas=all&zoom=fit'),
    prepare: (page) => page.locator('[data-zoom=map]').waitFor(),
  },
  {
    name: 'differences',
    path: (company) => connectionPath(company, '/snapshots'),
    async prepare(page) {
      await page
        .getByRole('button', { name: /^What changed/ })
        .first()
        .click();
      await page.getByRole('list', { name: 'Changes in sales.customers' }).waitFor();
    },
  },
  {
    name: 'migration',
    path: (company) => connectionPath(company, '/snapshots'),
    async prepare(page) {
      await page
        .getByRole('button', { name: /^What changed/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Migration SQL' }).click();
      await page.getByRole('region', { name: 'Statements' }).waitFor();
    },
  },
  {
    name: 'types',
    path: (company) => connectionPath(company, '/types?schema=sales&target=zod'),
    prepare: (page) => page.locator('.hljs-keyword').first().waitFor(),
  },
];
