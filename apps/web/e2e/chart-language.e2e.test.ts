import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { type Charted, charted, savedFile, schemaOf } from './support/charted.ts';
import { englishLeft } from './support/english-left.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const DOCK = `create table dock.quays (id int primary key, name text not null unique);
  create table dock.cranes (id int generated always as identity primary key, load text not null, note text,
    quay int not null references dock.quays on delete cascade deferrable initially deferred, check (load <> ''));
  create index on dock.cranes (note desc) include (load) where note is not null`;

/** A German at a page of a connection with two snapshots that differ. */
async function german(name: string): Promise<Charted & { page: Page; context: BrowserContext }> {
  const made = await charted(site(), name, { refreshed: true });
  await site().database.query(`alter table dock.cranes drop column note; alter table dock.cranes add column height int;
    alter table dock.quays alter name drop not null; create table dock.ropes (id int primary key);
    grant select on all tables in schema dock to ${site().target.username}`);
  await made.refresh();
  const { page, context } = await site().visit({ user: made.user, context: { locale: 'de-DE' } });
  return { ...made, page, context };
}

const nothingLeft = (page: Page) => eventually(() => englishLeft(page.getByRole('main'))).toEqual([]);

describe('the chart in German', () => {
  it('has no English text in the explorer, with rows, keys and notes', async () => {
    await using _ = await schemaOf(site(), 'dock', DOCK);
    const { page, id } = await german('Kran');
    await page.goto(`/connections/${id}`);
    await seen(page.getByRole('heading', { level: 2, name: 'Überblick' }));
    await seen(page.getByRole('treeitem', { name: /pg_catalog.*System/ }));
    await nothingLeft(page);
    await page.goto(`/connections/${id}?schema=dock&table=cranes`);
    await seen(page.getByRole('table', { name: 'Spalten' }).getByText('Identität, immer'));
    await seen(page.getByText('ON UPDATE NO ACTION, ON DELETE CASCADE · DEFERRABLE INITIALLY DEFERRED'));
    await nothingLeft(page);
    await expectNoViolation(page, 'explorer in German');
    await page.getByRole('searchbox', { name: 'Tabellen filtern' }).fill('nirgends');
    await seen(page.getByText('Keine Tabelle passt.'));
  });

  it('turns to the language that a person chose, rows of the tree and all', async () => {
    const { user, id } = await charted(site(), 'Wahl', { refreshed: true });
    const { page } = await site().visit({ user, path: '/account' });
    await seen(page.getByRole('heading', { level: 1, name: 'Account' }));
    expect(await englishLeft(page.getByRole('main'))).toContain('Language and time');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await seen(page.getByRole('combobox', { name: 'Sprache' }));
    const other = await site().visit({ user, path: `/connections/${id}`, context: { locale: 'en-GB' } });
    await seen(other.page.getByRole('treeitem', { name: /pg_catalog.*System/ }));
    await nothingLeft(other.page);
  });

  it('has no English text in the diagram, its list and its menu', async () => {
    await using _ = await schemaOf(site(), 'dock', DOCK);
    const { page, id } = await german('Bild');
    await page.goto(`/connections/${id}/diagram?schema=dock&at=dock.cranes`);
    await seen(page.getByRole('application', { name: 'dock: 3 Tabellen, 1 Beziehung' }));
    await seen(page.getByRole('region', { name: 'cranes: Schlüssel' }));
    await seen(page.locator('[data-table="dock.quays"]'));
    await nothingLeft(page);
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await savedFile(page, () => page.getByRole('menuitem', { name: 'Ganzes als SVG' }).click());
    expect(file.name).toBe('dock.svg');
    await page.getByRole('button', { name: 'Liste' }).click();
    await seen(page.getByRole('table', { name: 'Beziehungen' }).getByText('viele zu eins'));
    await nothingLeft(page);
    await expectNoViolation(page, 'diagram in German');
  });

  it('has no English text in snapshots, their comparison and its drafts', async () => {
    await using _ = await schemaOf(site(), 'dock', DOCK);
    const { page, context, id } = await german('Stand');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`/connections/${id}/snapshots`);
    await seen(page.getByText('1 Tabelle hinzugefügt.'));
    await page.getByRole('button', { name: /^Was sich bis/ }).click();
    await seen(page.getByText('1 Tabelle hinzugefügt, 0 entfernt, 2 geändert'));
    await seen(page.getByRole('list', { name: 'Änderungen in dock.cranes' }).getByText('Bricht Lesezugriffe'));
    await seen(page.getByText('eine Spalte, die es nicht mehr gibt'));
    await nothingLeft(page);
    await page.getByRole('button', { name: 'Als Markdown kopieren' }).click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain(
      '## ~ `dock.cranes` geändert, **bricht Lesezugriffe**',
    );
    await page.getByRole('button', { name: 'Migrations-SQL' }).click();
    await seen(page.getByText('Dies ist ein Entwurf für PostgreSQL.'));
    await nothingLeft(page);
    await expectNoViolation(page, 'comparison in German');
  });

  it('has no English text beside the types and in the search of columns', async () => {
    await using _ = await schemaOf(site(), 'dock', DOCK);
    const { page, id } = await german('Typen');
    await page.goto(`/connections/${id}/types`);
    await seen(page.getByRole('region', { name: 'Quelltext' }));
    await nothingLeft(page);
    await page.goto('/search');
    await seen(page.getByRole('heading', { level: 1, name: 'Spalten suchen' }));
    await nothingLeft(page);
    await page.getByRole('searchbox', { name: 'Spalten suchen' }).fill('quay');
    await seen(page.getByRole('table', { name: 'Spalten' }).getByRole('columnheader', { name: 'Verbindung' }));
    await nothingLeft(page);
  });
});
