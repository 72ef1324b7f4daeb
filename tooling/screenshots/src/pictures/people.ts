import { inTenant, type Picture } from './picture.ts';

export const PEOPLE_PICTURES: Picture[] = [
  {
    name: 'audit',
    path: () => inTenant('/audit'),
    async prepare(page) {
      await page.getByRole('button', { name: /^Details: Aiko Tanaka changed/ }).click();
      await page.getByRole('list', { name: 'Changes' }).waitFor();
      await page.evaluate(() => scrollTo(0, 0));
    },
  },
  {
    name: 'people',
    path: () => inTenant('/users'),
    prepare: (page) => page.getByText('aiko.tanaka@meridian.example').first().waitFor(),
  },
  {
    name: 'roles',
    path: () => inTenant('/roles'),
    prepare: (page) => page.getByText('On-call').first().waitFor(),
  },
  {
    name: 'notifications',
    path: () => inTenant('/notifications'),
    prepare: (page) => page.getByText('Schema watch').first().waitFor(),
  },
  {
    name: 'account',
    path: () => '/account',
    prepare: (page) => page.getByRole('combobox', { name: 'Language' }).waitFor(),
  },
];
