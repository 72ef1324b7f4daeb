import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { charted, parameters, savedFile, schemaOf } from './support/charted.ts';
import { gone, pageOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

describe('snapshots', () => {
  it('are compared, what breaks is told apart, and the comparison is a link', async () => {
    await using _ = await schemaOf(
      site(),
      'yard',
      'create table yard.cranes (id int primary key, load text, note text)',
    );
    const { user, id, refresh } = await charted(site(), 'Compare', { refreshed: true });
    // The database of the site itself is what is read: what its server still sets up changes it once more.
    await eventually(async () => (await refresh()).data.changed).toBe(false);
    await site().database.query(`
      alter table yard.cranes drop column load; alter table yard.cranes add column height int;
      comment on column yard.cranes.note is 'For the crew'`);
    await refresh();
    const { page } = await site().visit({ user, path: `/connections/${id}/snapshots` });
    const rows = page.getByRole('table', { name: 'Snapshots' }).getByRole('row');
    // Skeletons stand there first.
    await eventually(async () => (await rows.allTextContents()).at(-1)).toContain('First');
    const states = await rows.allTextContents();
    for (const [index, word] of ['Changed', 'Same as before'].entries()) expect(states[index + 1]).toContain(word);
    expect(states[1]).toContain('1 table changed');

    await page.getByRole('button', { name: /^What changed/ }).click();
    const changes = page.getByRole('list', { name: 'Changes in yard.cranes' }).getByRole('listitem');
    await seen(changes.filter({ hasText: /Removed: Column load.*Breaks readers.*Breaks writers.*before\s*text/s }));
    await seen(changes.filter({ hasText: /Added: Column height.*after\s*integer/s }));
    expect(await changes.count()).toBe(3);
    await seen(page.getByText('1 breaking'));
    await page.getByRole('button', { name: 'Breaking only' }).click();
    await eventually(() => changes.count()).toBe(1);
    expect(Object.keys(parameters(page)).sort()).toEqual(['a', 'b', 'only']);

    const { page: other } = await site().visit({ user, path: page.url() });
    await seen(other.getByRole('list', { name: 'Changes in yard.cranes' }).getByText('load'));
    await other.getByRole('button', { name: 'All changes' }).click();
    await other.getByRole('button', { name: 'Swap before and after' }).click();
    await seen(other.getByRole('listitem').filter({ hasText: /Added: Column load.*after\s*text/s }));
  });

  it('are told as Markdown, and as a draft of statements that lead from the one to the other', async () => {
    await using _ = await schemaOf(site(), 'dock', 'create table dock.bollards (id int primary key, load text)');
    const { user, id, refresh } = await charted(site(), 'Drafts', { refreshed: true });
    await site().database.query(`
      alter table dock.bollards add column height int; create table dock.ropes (id int primary key, length numeric not null);
      create view dock.short as select id from dock.ropes;
      grant select on all tables in schema dock to ${site().target.username}`);
    await refresh();
    const { page, context } = await site().visit({ user, path: `/connections/${id}/snapshots` });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await seen(page.getByText('2 tables added'));
    await page.getByRole('button', { name: /^What changed/ }).click();
    await seen(page.getByRole('list', { name: 'Columns of dock.ropes' }).getByText('length numeric not null'));
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await seen(page.getByRole('button', { name: 'Copied' }));
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('## + `dock.ropes` added\n\n- + `id` `integer` not null');

    await page.getByRole('button', { name: 'Migration SQL' }).click();
    await seen(page.getByText('This is a draft for PostgreSQL.'));
    const statements = page.getByRole('region', { name: 'Statements' });
    await seen(statements.getByText('ALTER TABLE "dock"."bollards" ADD COLUMN "height" integer;'));
    await seen(statements.getByText('-- Not covered: "dock"."short", a view'));
    await expectNoViolation(page, 'a draft of a migration');
    expect(parameters(page).show).toBe('sql');
    await page.reload();
    await seen(statements.getByText('CREATE TABLE "dock"."ropes"'));
    const saved = await savedFile(page, () => page.getByRole('button', { name: 'Download .sql' }).click());
    expect(saved.name).toBe('migration-draft.sql');
    expect(saved.content.toString()).toContain('COMMIT;');
  });

  it('are taken by themselves as often as is chosen, and it is seen when, and why not', async () => {
    const { user, tenant, id } = await charted(site(), 'Clockwork', { refreshed: true });
    const reader = await site().createUser([tenant], ['connections:read', 'connections:introspect']);
    const { page } = await site().visit({ user, path: `/connections/${id}/snapshots` });
    const schedule = page.getByRole('region', { name: 'Automatic refresh' });
    const every = schedule.getByRole('combobox', { name: 'Automatic refresh' });
    await seen(schedule.getByText(/^Next in \d+ hr/));
    expect(await every.inputValue()).toBe('daily');
    await every.focus();
    await page.keyboard.press('ArrowDown');
    await seen(schedule.getByText(/^Next in \d day/));
    expect(await every.inputValue()).toBe('weekly');
    const set = (columns: string) =>
      site().database.query(`update snapshot_schedules set ${columns} where connection_id = $1`, [id]);
    await set(`next_at = now(), last_at = now(), last_outcome = 'failed', last_code = 'AUTH_FAILED',
      last_message = 'The server refused the login'`);
    await page.reload();
    await seen(schedule.getByText('Failed just now.'));
    await seen(schedule.getByText('The server refused the login.'));
    await seen(schedule.getByText('Next any moment.'));
    await expectNoViolation(page, 'a schedule that fails');
    // What comes of it shows by itself.
    await set(`next_at = now() + interval '7 days', last_outcome = 'unchanged', last_code = null, last_message = null`);
    await seen(schedule.getByText('Last just now: nothing had changed.'));
    await every.selectOption('never');
    await gone(schedule.getByText(/^Next/));

    const { page: other } = await site().visit({ user: reader, path: `/connections/${id}/snapshots` });
    await seen(other.getByRole('region', { name: 'Automatic refresh' }).getByText('Never'));
    expect(await other.getByRole('combobox', { name: 'Automatic refresh' }).count()).toBe(0);
  });

  it('of two connections are compared, and a connection without one says so', async () => {
    const { user, id, tenant } = await charted(site(), 'Staging', { refreshed: true });
    const staging = await site().createConnection(tenant, { name: 'staging' });
    await site().createConnection(tenant, { name: 'unread' });
    await site().rest('POST', `/api/connections/${staging}/refresh`, { tenant, body: {} });
    const { page } = await site().visit({ user, path: `/connections/${id}/snapshots` });
    await page.getByRole('button', { name: 'Compare' }).click();
    await seen(page.getByText('No difference'));
    await page.getByRole('combobox', { name: 'After: connection' }).selectOption('unread');
    await seen(page.getByText('That connection has no snapshot yet.'));
    await page.getByRole('combobox', { name: 'After: connection' }).selectOption('staging');
    await eventually(() => parameters(page).a === parameters(page).b).toBe(false);
    await seen(page.getByText('No difference'));
  });
});

it('writes types, to be copied and saved', async () => {
  const { user, id } = await charted(site(), 'Types', { refreshed: true });
  const { page, context } = await site().visit({ user, path: `/connections/${id}` });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'Types' }).click();
  const source = page.getByRole('region', { name: 'Source text' });
  await page.getByRole('combobox', { name: 'Schema' }).selectOption('shop');
  await seen(source.getByText(/interface Orders/));
  await seen(source.locator('.hljs-keyword', { hasText: 'interface' }));
  await page.getByRole('button', { name: 'Zod' }).click();
  await seen(source.getByText(/z\.object/));
  expect(parameters(page)).toEqual({ target: 'zod', schema: 'shop' });
  await page.getByRole('button', { name: 'Copy' }).click();
  await seen(page.getByRole('button', { name: 'Copied' }));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("from 'zod'");
  const saved = await savedFile(page, () => page.getByRole('button', { name: 'Download .ts' }).click());
  expect(saved.name).toBe('shop.zod.ts');
  expect(saved.content.toString()).toBe(copied);
});

it('writes types for the client that is chosen, and the link says which', async () => {
  const { user, id } = await charted(site(), 'Clients', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}/types` });
  const source = page.getByRole('region', { name: 'Source text' });
  const client = page.getByRole('combobox', { name: 'Client' });
  await seen(source.getByText('// Rows as pg returns them'));
  expect(await client.getByRole('option').allTextContents()).toEqual(['pg', 'postgres.js', 'Bun.sql']);
  await client.selectOption('Bun.sql');
  await seen(source.getByText('// Rows as Bun.sql returns them'));
  expect(parameters(page)).toEqual({ driver: 'bun' });
  await page.getByRole('button', { name: 'Zod' }).click();
  await page.reload();
  await seen(source.getByText('// Rows as Bun.sql returns them'));
  expect(await client.inputValue()).toBe('bun');
  expect(parameters(page)).toEqual({ target: 'zod', driver: 'bun' });
  await client.selectOption('pg');
  await seen(source.getByText('// Rows as pg returns them'));
  expect(parameters(page)).toEqual({ target: 'zod' });
  await page.goBack();
  await seen(source.getByText('// Rows as Bun.sql returns them'));
  await eventually(() => client.inputValue()).toBe('bun');
});

it('a link that names the client of another kind of database writes for the usual one', async () => {
  const { user, id } = await charted(site(), 'Foreign client', { refreshed: true });
  const { page } = await site().visit({ user, path: `/connections/${id}/types?driver=mysql2` });
  const source = page.getByRole('region', { name: 'Source text' });
  await seen(source.getByText('// Rows as pg returns them'));
  expect(await page.getByRole('combobox', { name: 'Client' }).inputValue()).toBe('pg');
});

describe('the search over columns', () => {
  it('is reached from the palette, and leads to the column in its table', async () => {
    const { user, id } = await charted(site(), 'Search', { refreshed: true });
    const { page } = await site().visit({ user, path: '/connections' });
    await seen(page.getByRole('link', { name: 'shop', exact: true }));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Search pages/ }).fill('receipts');
    await page.getByRole('option', { name: 'Search columns for “receipts”' }).click();
    const hits = page.getByRole('table', { name: 'Columns' });
    await seen(hits.getByRole('row', { name: /email.*Where the receipts go.*text.*shop\.customers.*shop/ }));
    await page.getByRole('searchbox', { name: 'Search columns' }).fill('order_id');
    await seen(hits.getByRole('row', { name: /shop\.order_lines/ }));
    await eventually(() => parameters(page)).toEqual({ q: 'order_id' });
    await hits.getByRole('link', { name: 'order_id' }).first().click();
    await seen(page.getByRole('heading', { name: 'shop.order_lines' }));
    expect(parameters(page)).toEqual({ schema: 'shop', table: 'order_lines', column: 'order_id' });
    expect(pageOf(page)).toBe(`/connections/${id}`);
    await eventually(() => page.locator('tr[aria-current=true]').textContent()).toContain('order_id');
    await page.goBack();
    await seen(hits.getByRole('row', { name: /shop\.order_lines/ }));
  });

  it('turns its pages, and says what it does not know', async () => {
    await using _ = await schemaOf(
      site(),
      'wide',
      `create table wide.all (${Array.from({ length: 25 }, (_, index) => `beam_${index} int`).join(', ')})`,
    );
    const { user, id } = await charted(site(), 'Pages', { refreshed: true });
    const { page } = await site().visit({ user, path: `/connections/${id}` });
    await page.getByRole('searchbox', { name: 'Filter tables' }).fill('beam_');
    await seen(page.getByText('No table matches.'));
    await page.getByRole('link', { name: 'Search columns of all connections' }).click();
    await seen(page.getByText('1–20 of 25'));
    await page.getByRole('button', { name: 'Next' }).click();
    await seen(page.getByText('21–25 of 25'));
    await page.getByRole('searchbox', { name: 'Search columns' }).fill('no such thing');
    await seen(page.getByText('No column matches'));
    await gone(page.getByText('21–25 of 25'));
  });
});
