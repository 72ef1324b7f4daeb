import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { parameters } from './support/charted.ts';
import { englishWordsIn } from './support/english-words.ts';
import { namesIn, rowOf, seen } from './support/page-parts.ts';
import { type Found, NOBODY_LISTENS, plantHealth } from './support/planted-health.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

const between = (ago: number, from: number, to: number) => ago > from && ago < to;
/** Down for half an hour, and not looked at for three hours before that. */
const billing = (ago: number): Found => {
  if (ago < 0.5) return 'down';
  return between(ago, 12, 15) ? 'gap' : 'up';
};

async function watched(tenant: Tenant) {
  const down = await plantHealth(site(), tenant, {
    name: 'billing',
    status: 'unreachable',
    was: billing,
    more: NOBODY_LISTENS,
  });
  const well = await plantHealth(site(), tenant, { name: 'orders', status: 'healthy', was: () => 'up' });
  await plantHealth(site(), tenant, {
    name: 'stock',
    status: 'degraded',
    was: () => 'up',
    more: "reasons = '{slow}'",
  });
  await site().createConnection(tenant, { name: 'attic', monitoring: { enabled: false } });
  return { down, well };
}

describe('the list of connections', () => {
  it('shows the health of each, is filtered and sorted by it, and follows what happens', async () => {
    const tenant = await site().createTenant('Watched');
    const user = await site().createUser([tenant], 'admin');
    const { well } = await watched(tenant);
    const { page, requests } = await site().visit({ user, path: '/connections' });
    const stripOf = (name: string) => rowOf(page, name).getByRole('img', { name: 'The last 24 hours' });
    await seen(rowOf(page, 'billing').getByText('Unreachable'));
    await eventually(() => stripOf('billing').getAttribute('aria-label')).toMatch(
      /^The last 24 hours\. Unreachable: .+, Healthy: [\d.]+ hours, Not measured: .+\.$/,
    );
    await eventually(() => stripOf('orders').getAttribute('aria-label')).toBe('The last 24 hours. Healthy: 24 hours.');
    await seen(rowOf(page, 'orders').getByText('100%'));
    await seen(rowOf(page, 'attic').getByText('Not measured'));
    expect(requests.filter((request) => request.url().includes('health.strips'))).toHaveLength(1);
    await expectNoViolation(page, 'list with health');

    await page.getByRole('columnheader', { name: 'Health' }).getByRole('button').click();
    await eventually(() => namesIn(page)).toEqual(['billing', 'stock', 'attic', 'orders']);
    await page.getByRole('combobox', { name: 'Health' }).selectOption('Unreachable');
    await eventually(() => namesIn(page)).toEqual(['billing']);
    expect(parameters(page)).toEqual({ health: 'unreachable', sortBy: 'health', sortOrder: 'asc' });

    await site().database.query(
      `update connection_monitors set status = 'unreachable', status_since = now() where connection_id = $1`,
      [well],
    );
    await eventually(() => namesIn(page)).toEqual(['billing', 'orders']);
    await page.reload();
    await eventually(() => namesIn(page)).toEqual(['billing', 'orders']);
  });

  it('shows it on a phone, and in German', async () => {
    const tenant = await site().createTenant('Phone');
    const user = await site().createUser([tenant], 'admin');
    await watched(tenant);
    const context = { viewport: { width: 320, height: 700 }, locale: 'de' };
    const { page } = await site().visit({ user, path: '/connections', context });
    const card = rowOf(page, 'billing');
    await seen(card.getByText('Nicht erreichbar'));
    await seen(card.getByRole('img', { name: 'Die letzten 24 Stunden' }));
    expect(await englishWordsIn(card)).toEqual([]);
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await expectNoViolation(page, 'cards with health');
  });
});
