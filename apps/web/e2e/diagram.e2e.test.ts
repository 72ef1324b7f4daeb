import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { charted, parameters, savedFile, schemaOf } from './support/charted.ts';
import { pageOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

describe('the diagram', () => {
  const TABLES = `
    create table fleet.captains (id int primary key, mentor_id int references fleet.captains, name text not null);
    create table fleet.ships (id int primary key, captain_id int not null references fleet.captains,
      mate_id int references fleet.captains, flag text);
    create table fleet.papers (ship_id int primary key references fleet.ships, number text);
    create table fleet.buoys (id int primary key)`;
  const table = (page: Page, name: string): Locator => page.locator(`[data-table="fleet.${name}"]`);

  it('asks for a snapshot first, then draws tables and relations, marks neighbours and opens a table', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Drawing');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
    await seen(page.getByText('A diagram needs a snapshot'));
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await seen(table(page, 'captains'));
    await seen(page.getByRole('application', { name: 'fleet: 4 tables, 4 relations' }));
    // All of it is inside the frame, which begins beside the sidebar.
    const frame = await page.getByRole('application', { name: /^fleet:/ }).boundingBox();
    for (const name of ['captains', 'ships', 'papers', 'buoys']) {
      const box = await table(page, name).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(frame?.x ?? Number.NaN);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((frame?.x ?? 0) + (frame?.width ?? 0));
    }
    await table(page, 'papers').hover();
    await eventually(() => table(page, 'buoys').getAttribute('opacity')).toBe('0.25');
    expect(await table(page, 'ships').getAttribute('opacity')).toBe('1');
    await eventually(() => page.locator('[data-relation=papers_ship_id_fkey]').getAttribute('stroke')).toBe(
      'var(--accent)',
    );
    await table(page, 'ships').click();
    const card = page.getByRole('region', { name: 'ships: keys' });
    await seen(card.getByRole('button', { name: 'captain_id points at captains (many to one)' }));
    await seen(card.getByRole('button', { name: 'papers points here with ship_id (one to one)' }));
    expect(parameters(page)).toMatchObject({ at: 'fleet.ships' });
    await card.getByRole('link', { name: 'Open table' }).click();
    await seen(page.getByRole('heading', { name: 'fleet.ships' }));
    expect(pageOf(page)).toBe(`/connections/${id}`);
  });

  it('moves by pointer, wheel, buttons and keys; a drag opens nothing', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Moving', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
    const frame = page.getByRole('application', { name: /^fleet:/ });
    await seen(table(page, 'ships'));
    const ground = (await frame.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const place = async () => (await table(page, 'ships').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const first = await place();
    await page.mouse.move(ground.x + 5, ground.y + 5);
    await page.mouse.down();
    await page.mouse.move(ground.x + 45, ground.y + 35, { steps: 4 });
    await page.mouse.up();
    const second = await place();
    expect(Math.round(second.x - first.x)).toBeGreaterThanOrEqual(30);
    expect(pageOf(page)).toContain('/diagram');
    await page.mouse.wheel(0, -300);
    await eventually(async () => (await place()).width).toBeGreaterThan(second.width * 1.2);
    await page.getByRole('button', { name: 'Fit' }).click();
    await eventually(async () => Math.round((await place()).x)).toBe(Math.round(first.x));
    await frame.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await eventually(async () => Math.round((await place()).x)).toBe(Math.round(first.x - 60));
    await page.keyboard.press('+');
    await eventually(async () => (await place()).width).toBeGreaterThan(first.width * 1.2);
    await page.keyboard.press('0');
    await eventually(async () => Math.round((await place()).width)).toBe(Math.round(first.width));
    await page.getByRole('searchbox', { name: 'Find a table' }).fill('buo');
    await seen(page.getByText('1 of 1'));
    const middle = (await frame.boundingBox()) ?? { x: 0, width: 0 };
    await eventually(async () => {
      const box = await table(page, 'buoys').boundingBox();
      return Math.round((box?.x ?? 0) + (box?.width ?? 0) / 2);
    }).toBe(Math.round(middle.x + middle.width / 2));
  });

  it('is saved as an SVG that stands alone and as a PNG, and has the same as text', async () => {
    await using _ = await schemaOf(site(), 'fleet', TABLES);
    const { user, id } = await charted(site(), 'Saving', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schema=fleet` });
    await seen(table(page, 'ships'));
    const save = (item: string) => async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    const svg = await savedFile(page, save('Whole as SVG'));
    expect(svg.name).toBe('fleet.svg');
    const source = svg.content.toString();
    expect(source).not.toMatch(/var\(|class=|style=|href=|<a[ >]|oklch/);
    const parsed = await page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        root: file.documentElement.nodeName,
        error: file.querySelector('parsererror')?.textContent ?? null,
        texts: [...file.querySelectorAll('text')].map((element) => element.textContent),
        fills: [...new Set([...file.querySelectorAll('[fill]')].map((element) => element.getAttribute('fill')))],
        fonts: [...file.querySelectorAll('[font-family]')].length,
      };
    }, source);
    expect(parsed).toMatchObject({ root: 'svg', error: null });
    expect(parsed.texts).toEqual(expect.arrayContaining(['captains', 'ships', 'papers', 'buoys', 'captain_id', 'FK']));
    for (const fill of parsed.fills) expect(fill).toMatch(/^(#[0-9a-f]{6}|none)$/);
    expect(parsed.fonts).toBeGreaterThan(4);
    const png = await savedFile(page, save('Whole as PNG'));
    expect(png.name).toBe('fleet.png');
    expect([...png.content.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(png.content.length).toBeGreaterThan(2000);

    const mermaid = await savedFile(page, save('Whole as Mermaid'));
    expect(mermaid.name).toBe('fleet.mmd');
    expect(mermaid.content.toString()).toContain('t_fleet_captains ||--o{ t_fleet_ships : "captain_id"');
    const dbml = await savedFile(page, save('Whole as DBML'));
    expect(dbml.name).toBe('fleet.dbml');
    expect(dbml.content.toString()).toContain('"fleet"."ships"."captain_id" > "fleet"."captains"."id"');

    await page.getByRole('button', { name: 'List' }).click();
    const relations = page.getByRole('table', { name: 'Relations' });
    await seen(
      relations.getByRole('row', { name: 'ships (captain_id) captains (id) many to one ships_captain_id_fkey' }),
    );
    await seen(relations.getByRole('row', { name: /^ships \(mate_id\) captains \(id\) many to none or one/ }));
    await seen(relations.getByRole('row', { name: /^papers \(ship_id\) ships \(id\) one to one/ }));
    await seen(relations.getByRole('row', { name: /^captains \(mentor_id\) captains \(id\)/ }));
    await seen(page.getByRole('heading', { name: '1 table without a relation' }));
  });

  it('draws what is around one table, some keys away, and says when a schema has too many', async () => {
    await using _ = await schemaOf(
      site(),
      'fleet',
      `${TABLES}; do $$ begin for i in 1..560 loop execute format('create table fleet.log_%s (id int)', i); end loop; end $$`,
    );
    const { user, id } = await charted(site(), 'Around', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}?schema=fleet&table=papers` });
    await page.getByRole('article').getByRole('link', { name: 'Diagram' }).click();
    const picture = (name: string) => page.getByRole('application', { name });
    await seen(picture('fleet.papers: 2 tables, 1 relation'));
    await page.getByRole('combobox', { name: 'Distance' }).selectOption('2 keys away');
    await seen(picture('fleet.papers: 3 tables, 4 relations'));
    expect(parameters(page)).toMatchObject({ table: 'papers', hops: '2' });
    const around = page.getByRole('combobox', { name: 'Around a table' });
    await around.click();
    await page.getByRole('option', { name: 'The whole schema' }).click();
    await seen(page.getByText('500 of 564 tables'));
    await seen(picture('fleet: 500 tables, 4 relations'));
  });
});
