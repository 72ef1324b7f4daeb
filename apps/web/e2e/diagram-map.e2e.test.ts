import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { parameters, savedFile } from './support/charted.ts';
import { chartedShop, shopOf } from './support/erp.ts';
import { gone, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

const boxesOf = (page: Page) =>
  page.locator('[data-table]').evaluateAll((tables) =>
    tables.map((table) => {
      const { x, y, width, height } = (table.querySelector('rect') ?? table).getBoundingClientRect();
      return { x, y, width, height };
    }),
  );
const zoom = (page: Page) => page.locator('[data-zoom]');
const tableOf = (page: Page, name: string) => page.locator(`[data-table="${name}"]`);

describe('a diagram of 44 tables', () => {
  it('opens readable on the busiest table, and fits as a map whose names have one size', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Map');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schemas=all` });
    await seen(page.getByRole('application', { name: 'all schemas: 44 tables, 87 relations' }));
    await seen(tableOf(page, 'people.employees'));
    expect(await zoom(page).textContent()).toBe('100 %');
    const frame = (await page.getByRole('application').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const busiest = (await tableOf(page, 'people.employees').boundingBox()) ?? { x: 0, width: 0 };
    expect(Math.abs(busiest.x + busiest.width / 2 - frame.x - frame.width / 2)).toBeLessThan(30);
    await seen(page.locator('[data-minimap]'));
    await expectNoViolation(page, 'diagram at 100 %');
    const bar = (await zoom(page).locator('..').boundingBox()) ?? { y: 0 };
    expect(bar.y).toBeGreaterThanOrEqual(frame.y + frame.height);

    await page.getByRole('button', { name: 'Fit' }).click();
    await eventually(() => zoom(page).getAttribute('data-zoom')).toBe('map');
    await eventually(() => page.locator('[data-table]').count()).toBe(44);
    const boxes = await boxesOf(page);
    const sizes = new Set(boxes.map(({ width, height }) => `${Math.round(width)} ${Math.round(height)}`));
    expect(sizes.size).toBe(1);
    for (const { x, y, width, height } of boxes) {
      expect(x).toBeGreaterThanOrEqual(frame.x);
      expect(y).toBeGreaterThanOrEqual(frame.y);
      expect(x + width).toBeLessThanOrEqual(frame.x + frame.width);
      expect(y + height).toBeLessThanOrEqual(frame.y + frame.height);
    }
    // What is drawn fills the canvas, in one of its two directions at least.
    const [left, right] = [Math.min(...boxes.map(({ x }) => x)), Math.max(...boxes.map(({ x, width }) => x + width))];
    const [top, bottom] = [Math.min(...boxes.map(({ y }) => y)), Math.max(...boxes.map(({ y, height }) => y + height))];
    expect(Math.max((right - left) / frame.width, (bottom - top) / frame.height)).toBeGreaterThan(0.8);
    const names = await page.locator('.chart svg > text').evaluateAll((texts) =>
      texts.map((text) => {
        const scale = (text as SVGTextElement).getScreenCTM()?.a ?? 0;
        return { text: text.textContent, size: Math.round(Number(text.getAttribute('font-size')) * scale * 10) / 10 };
      }),
    );
    expect(names).toHaveLength(44);
    expect(new Set(names.map(({ size }) => size))).toEqual(new Set([12]));
    expect(names.map(({ text }) => text)).toEqual(expect.arrayContaining(['purchase_orders', 'customer_groups']));
    await gone(page.locator('[data-minimap]'));
    await expectNoViolation(page, 'map');
    expect(parameters(page)).toEqual({ schemas: 'all', zoom: 'fit' });
  });

  it('keeps the table under the pointer from the map to its columns and back', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Between');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schemas=all&zoom=fit` });
    await eventually(() => zoom(page).getAttribute('data-zoom')).toBe('map');
    const box = (await tableOf(page, 'stock.movements').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    const under = () =>
      page.evaluate(
        ({ x, y }) => document.elementFromPoint(x, y)?.closest<SVGGElement>('[data-table]')?.dataset.table,
        at,
      );
    for (const [delta, mode] of [
      [-300, 'detail'],
      [300, 'map'],
    ] as const) {
      while ((await zoom(page).getAttribute('data-zoom')) !== mode) {
        await page.mouse.wheel(0, delta);
        await eventually(under).toBe('stock.movements');
      }
    }
  });

  it('keeps what is moved on the map for the map', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Moved map');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schemas=all&zoom=fit` });
    await eventually(() => zoom(page).getAttribute('data-zoom')).toBe('map');
    const apart = async () => {
      const [a, b] = [await tableOf(page, 'stock.bins').boundingBox(), await tableOf(page, 'core.units').boundingBox()];
      return { x: Math.round((a?.x ?? 0) - (b?.x ?? 0)), y: Math.round((a?.y ?? 0) - (b?.y ?? 0)) };
    };
    const before = await apart();
    const box = (await tableOf(page, 'stock.bins').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const kept = page.waitForRequest(/introspection\.setLayout/);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 2 + 12, { steps: 4 });
    await page.mouse.up();
    expect((await kept).postDataJSON()).toMatchObject({ form: 'map', tables: [{ schema: 'stock', table: 'bins' }] });
    await (await kept).response();
    await page.reload();
    await eventually(() => zoom(page).getAttribute('data-zoom')).toBe('map');
    await eventually(async () => Math.abs((await apart()).x - before.x + 30)).toBeLessThan(6);
    await eventually(async () => Math.abs((await apart()).y - before.y - 12)).toBeLessThan(6);
  });

  it('is exported whole and in view, with every bend inside of the picture', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Bends');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram?schemas=all` });
    await seen(tableOf(page, 'people.employees'));
    const save = (item: string) =>
      savedFile(page, async () => {
        await page.getByRole('button', { name: 'Export' }).click();
        await page.getByRole('menuitem', { name: item }).click();
      });
    const measured = (source: string) =>
      page.evaluate((text) => {
        const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement as unknown as SVGSVGElement;
        document.body.append(svg);
        const ground = svg.viewBox.baseVal;
        const out = [...svg.querySelectorAll('path, circle')].filter((line) => {
          const table = (line as SVGGraphicsElement).closest('g[transform]');
          const { x, y, width, height } = (line as SVGGraphicsElement).getBBox();
          const within =
            x >= ground.x &&
            y >= ground.y &&
            x + width <= ground.x + ground.width &&
            y + height <= ground.y + ground.height;
          return !table && !within;
        });
        const result = {
          out: out.length,
          names: [...svg.querySelectorAll('text[font-weight="600"]')].length,
          width: svg.width.baseVal.value,
          height: svg.height.baseVal.value,
        };
        svg.remove();
        return result;
      }, source);
    const whole = await measured((await save('Whole as SVG')).content.toString());
    expect(whole.out).toBe(0);
    expect(whole.names).toBeGreaterThanOrEqual(44);
    const frame = await page.getByRole('application').boundingBox();
    const view = await measured((await save('View as SVG')).content.toString());
    expect([view.width, view.height]).toEqual([Math.ceil(frame?.width ?? 0), Math.ceil(frame?.height ?? 0)]);
    const dbml = (await save('View as DBML')).content.toString();
    expect(dbml).toContain('Table "people"."employees"');
    expect(dbml).not.toContain('Table "stock"."shipments"');
    const png = (await save('Whole as PNG')).content;
    // The header of a PNG tells its size.
    expect(png.readUInt32BE(16) / png.readUInt32BE(20)).toBeCloseTo(whole.width / whole.height, 2);
  });

  it('has its whole state in the address: schema, table, depth, columns, colours, size and what is chosen', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Address');
    const { page } = await site().visit({ user, path: `/connections/${id}/diagram` });
    await page.getByRole('combobox', { name: 'Schema' }).selectOption('All schemas');
    await seen(page.getByRole('application', { name: /^all schemas: 44 tables/ }));
    await page.getByRole('combobox', { name: 'Around a table' }).fill('orders');
    await page.keyboard.press('Enter');
    await seen(page.getByRole('application', { name: /^sales.orders: / }));
    await page.getByRole('combobox', { name: 'Distance' }).selectOption('2 keys away');
    await page.getByRole('button', { name: 'Keys only' }).click();
    await page.getByRole('button', { name: 'Colour by schema' }).click();
    await page.getByRole('button', { name: '100 %' }).click();
    await eventually(() => parameters(page)).toEqual({
      schema: 'sales',
      table: 'orders',
      hops: '2',
      columns: 'keys',
      colours: 'none',
      zoom: 'read',
    });
    await tableOf(page, 'sales.orders').click();
    await page.reload();
    await seen(page.getByRole('region', { name: 'orders: keys' }));
    expect(await page.getByRole('button', { name: 'Keys only' }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('button', { name: 'Colour by schema' }).getAttribute('aria-pressed')).toBe('false');
    expect(await page.getByRole('combobox', { name: 'Distance' }).inputValue()).toBe('2');
    expect(await zoom(page).textContent()).toBe('100 %');
    // A table of keys alone has no other columns.
    expect(await tableOf(page, 'sales.orders').textContent()).not.toContain('placed_at');
    await expectNoViolation(page, 'keys of a table');
  });

  it('fits into a narrow window', async () => {
    await using _ = await shopOf(site());
    const { user, id } = await chartedShop(site(), 'Narrow');
    const { page } = await site().visit({
      user,
      path: `/connections/${id}/diagram?schemas=all&at=sales.orders`,
      context: { viewport: { width: 320, height: 640 } },
    });
    await seen(tableOf(page, 'sales.orders'));
    await seen(page.getByRole('region', { name: 'orders: keys' }));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectNoViolation(page, 'narrow diagram');
  });
});
