import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function headed(name: string, fields: Record<string, unknown> = {}) {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin', ['Zoë', '🚀']);
  const id = await site().createConnection(tenant, { name: 'harbour', ...fields });
  const visit = await site().visit({ user, path: `/connections/${id}` });
  await seen(visit.page.getByRole('heading', { level: 1, name: 'harbour' }));
  return visit;
}

it('the head of a connection takes two lines where it is narrow, with all actions in its menu', async () => {
  const { page } = await headed('Narrow', { environment: 'staging', tags: ['eu'] });
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 740 });
    await eventually(() => page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    const top = async (name: string | RegExp) => (await page.getByRole('button', { name }).boundingBox())?.y ?? 0;
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    const menu = await page.getByRole('button', { name: 'More actions for harbour' }).boundingBox();
    expect(Math.abs((menu?.y ?? 0) - (heading?.y ?? 99))).toBeLessThan(20);
    expect(await top(/^Test$/)).toBeGreaterThan((heading?.y ?? 0) + (heading?.height ?? 0));
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  }
  await page.getByRole('button', { name: 'More actions for harbour' }).focus();
  await page.keyboard.press('Enter');
  for (const name of [
    'Open',
    'Diagram',
    'Snapshots',
    'Types',
    'Test',
    'Duplicate…',
    'Copy URL',
    'Copy id',
    'Edit…',
    'Delete…',
  ])
    await seen(page.getByRole('menuitem', { name }));
  await expectNoViolation(page, 'head of a connection on a phone');
});

it('a long description is cut after two lines, and opens', async () => {
  const { page } = await headed('Long', {
    description: 'All that comes into the harbour and goes out of it. '.repeat(9),
  });
  const text = page.getByText(/^All that comes into the harbour/);
  const height = async () => (await text.boundingBox())?.height ?? 0;
  const more = page.getByRole('button', { name: 'Show all' });
  await seen(more);
  const cut = await height();
  await more.focus();
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'Show less' }));
  expect(await height()).toBeGreaterThan(cut);
  await expectNoViolation(page, 'long description');
});

it('initials are what a reader takes for letters', async () => {
  const { page } = await headed('zürich');
  await seen(page.getByRole('button', { name: 'Account: Zoë 🚀' }).getByText('Z🚀'));
  await seen(page.getByRole('button', { name: 'Tenant: zürich' }).getByText('Z', { exact: true }));
});
