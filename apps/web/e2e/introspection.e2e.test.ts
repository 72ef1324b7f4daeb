import { describe, expect, it } from 'vitest';
import { charted, parameters, schemaOf } from './support/charted.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();

describe('the explorer', () => {
  it('shows all there is to a table, and follows a foreign key and the way back', async () => {
    await using _ = await schemaOf(
      site(),
      'depot',
      `create table depot.bins (id int primary key, code text collate "C" not null, constraint code_once unique (code));
       comment on table depot.bins is 'Where things lie';
       create table depot.parts (
         id int generated always as identity primary key,
         bin_id int references depot.bins on delete set null,
         amount int not null default 3 check (amount > 0),
         twice int generated always as (amount * 2) stored
       );
       create index parts_by_bin on depot.parts (bin_id) include (amount) where amount > 5;
       insert into depot.parts (bin_id) select null from generate_series(1, 50);
       analyze depot.parts`,
    );
    const { user, id } = await charted(site(), 'Table view');
    const { page } = await site().visit({ user, path: `/connections/${id}?schema=depot&table=parts` });
    const columns = page.getByRole('table', { name: 'Columns' });
    await seen(columns.getByRole('row', { name: /^Primary key id integer not null identity, always/ }));
    await seen(columns.getByRole('row', { name: /^Foreign key bin_id integer null depot\.bins\.id/ }));
    await seen(columns.getByRole('row', { name: /amount integer not null 3/ }));
    await seen(columns.getByRole('row', { name: /twice integer null computed, stored .*amount \* 2/ }));
    await seen(page.getByText('about 50 rows'));
    await seen(page.getByText(/\d kB/));
    const list = (name: string) => page.getByRole('list', { name, exact: true });
    await seen(list('Checks').getByText(/amount > 0/));
    await seen(list('Foreign keys').getByText(/on delete set null/));
    await page.getByText(/^Indexes \(/).click();
    await seen(list('Indexes').getByText(/includes amount · where .*amount > 5/));
    // The tree shows where that is.
    await seen(page.getByRole('treeitem', { name: 'parts', selected: true }));

    await columns.getByRole('link', { name: 'depot.bins.id' }).click();
    await seen(page.getByRole('heading', { name: 'depot.bins' }));
    await seen(page.getByText('Where things lie'));
    await seen(list('Unique constraints').getByText('code_once'));
    await seen(columns.getByText('collation C'));
    expect(parameters(page)).toEqual({ schema: 'depot', table: 'bins', column: 'id' });
    expect(await columns.locator('tr[aria-current=true]').textContent()).toContain('id');
    await page.goBack();
    await seen(page.getByRole('heading', { name: 'depot.parts' }));
  });

  it('shows what types, keys and indexes are beyond their names', async () => {
    await using _ = await schemaOf(
      site(),
      'facts',
      `create type facts.mood as enum ('sad', 'ok');
       create type facts.place as (row int, shelf text);
       create domain facts.amount as numeric(10,2) not null default 1 check (value > 0);
       create table facts.parents (x int, y int, primary key (x, y), z int unique deferrable initially deferred);
       create table facts.things (
         id int primary key, feels facts.mood, lies facts.place, costs facts.amount, during tsrange, a int, b int,
         label text, constraint far foreign key (a, b) references facts.parents match full,
         exclude using gist (during with &&)
       );
       alter table facts.things add constraint later check (a > 0) not valid,
         add constraint farther foreign key (a, b) references facts.parents match full not valid;
       create index sorted on facts.things (a desc nulls last, label text_pattern_ops, lower(label) collate "C");
       create function facts.f() returns trigger language plpgsql as 'begin return new; end';
       create trigger stamped before insert on facts.things for each row execute function facts.f();
       create policy mine on facts.things using (a = 1);
       alter table facts.things enable row level security`,
    );
    const { user, id } = await charted(site(), 'Facts view');
    const { page } = await site().visit({ user, path: `/connections/${id}?schema=facts&table=things` });
    const columns = page.getByRole('table', { name: 'Columns' });
    await seen(columns.getByText("'sad', 'ok'"));
    await seen(columns.getByText('(row integer, shelf text)'));
    await seen(columns.getByText(/^amount is numeric\(10,2\) · not null · default 1/));
    const list = (name: string) => page.getByRole('list', { name, exact: true });
    await seen(list('Foreign keys').getByText(/match full · not validated/));
    await seen(list('Checks').getByText('not validated'));
    await seen(list('Exclusions').getByText(/EXCLUDE USING gist/));
    await page.getByText(/^Indexes \(/).click();
    await seen(list('Indexes').getByText('(a desc nulls last, label text_pattern_ops, lower(label) collate C)'));
    await seen(list('Triggers').getByText('stamped'));
    await seen(list('Policies').getByText('mine'));
    await seen(page.getByText('row security'));
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByText('The first snapshot is taken'));
    await page.goto(page.url().replace('things', 'parents'));
    await seen(list('Unique constraints').getByText('deferrable, initially deferred'));
  });

  it('opens columns on demand, shows views beside tables, and says when there is nothing', async () => {
    await using _ = await schemaOf(site(), 'void', '');
    const { user, id } = await charted(site(), 'Kinds');
    const { page, requests } = await site().visit({ user, path: `/connections/${id}` });
    const row = (name: string | RegExp) => page.getByRole('treeitem', { name });
    await seen(row('View spending'));
    const asked = () => requests.filter((request) => request.url().includes('introspection.fields')).length;
    expect(asked()).toBe(0);
    await row('orders').locator('[data-chevron]').click();
    await seen(row(/^Foreign key customer_id integer · not null → customers\.id$/));
    expect(asked()).toBe(1);
    await row(/^void/).click();
    await seen(row('No tables'));
    await row(/^information_schema/).click();
    await seen(row('View applicable_roles'));
  });
});

describe('a refresh', () => {
  it('says how old the snapshot is, what came of it, and shows everything anew', async () => {
    const { user, id } = await charted(site(), 'Anew');
    const { page } = await site().visit({ user, path: `/connections/${id}` });
    await seen(page.getByText('Read live: no snapshot yet'));
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByText('The first snapshot is taken'));
    await seen(page.getByText('Snapshot just now'));
    expect(await page.locator('time').last().getAttribute('title')).toMatch(/\d{4}/);
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByText('Nothing has changed'));
    await using _ = await schemaOf(site(), 'harbour', 'create table harbour.ships (id int primary key)');
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByText('The schema has changed'));
    await page.getByRole('treeitem', { name: /^harbour/ }).click();
    await seen(page.getByRole('treeitem', { name: 'ships' }));
    await page.getByRole('link', { name: 'See what' }).click();
    await seen(page.getByRole('list', { name: 'Differences' }).getByRole('link', { name: 'harbour.ships' }));
  });

  it('tells of its progress and of its failure, with the stages and the remedy', async () => {
    const { user, tenant } = await charted(site(), 'Failure');
    const id = await site().createConnection(tenant, { name: 'wrong', password: 'not-the-password' });
    const visit = await site().visit({ user, path: `/connections/${id}/snapshots` });
    visit.expectFault(/status of 502/);
    const { page } = visit;
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'The database could not be read' });
    await seen(alert.getByText(/password/i));
    await seen(alert.getByRole('list', { name: 'Stages' }));
    await seen(page.getByText('The refresh failed'));
  });

  it('of somebody else is seen as it goes, and its end too', async () => {
    const { user, id, tenant } = await charted(site(), 'Another');
    await using _ = await schemaOf(
      site(),
      'crowd',
      `do $$ begin for i in 1..600 loop execute format('create table crowd.t%s (id int)', i); end loop; end $$`,
    );
    const { page } = await site().visit({ user, path: `/connections/${id}` });
    await seen(page.getByText('Read live: no snapshot yet'));
    await seen(page.getByRole('tree'));
    await page.evaluate(() => {
      const seenBars: string[] = [];
      Object.assign(globalThis, { seenBars });
      new MutationObserver(() => {
        const bar = document.querySelector('[role=progressbar]');
        if (bar) seenBars.push(`${bar.getAttribute('aria-valuenow')}/${bar.getAttribute('aria-valuemax')}`);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    // Whoever listens has been told that nothing runs before the other one begins.
    await page.waitForFunction(() => performance.getEntriesByType('resource').length > 0);
    await site().rest('POST', `/api/connections/${id}/refresh`, { tenant, body: {} });
    await seen(page.getByText('Read anew meanwhile'));
    await seen(page.getByText('Snapshot just now'));
    const bars = await page.evaluate(() => (globalThis as unknown as { seenBars: string[] }).seenBars);
    expect(bars.some((bar) => /^\d+\/\d{3,}$/.test(bar))).toBe(true);
  });

  it('goes on when its page is left, and says its end elsewhere', async () => {
    const { user, id } = await charted(site(), 'Left');
    const { page } = await site().visit({ user, path: `/connections/${id}` });
    await seen(page.getByRole('tree'));
    const held = Promise.withResolvers<void>();
    await page.route('**/trpc/introspection.refresh', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await seen(page.getByRole('progressbar', { name: 'Reading the database' }));
    await page.getByRole('link', { name: 'Connections', exact: true }).first().click();
    await seen(page.getByRole('heading', { name: 'Connections' }));
    held.resolve();
    await seen(page.getByText('shop was read'));
  });
});
