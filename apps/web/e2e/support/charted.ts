import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { Site, Tenant } from './site.ts';

export interface Charted {
  tenant: Tenant;
  user: string;
  /** Of the connection `shop` to the target. */
  id: string;
  refresh(): Promise<{ data: { changed: boolean } }>;
}

/** A tenant with a connection to the target, whose schema was read where that is asked for. */
export async function charted(site: Site, name: string, { refreshed = false } = {}): Promise<Charted> {
  const tenant = await site.createTenant(name);
  const user = await site.createUser([tenant], 'admin');
  const id = await site.createConnection(tenant, { name: 'shop' });
  const refresh = () =>
    site.rest<{ data: { changed: boolean } }>('POST', `/api/connections/${id}/refresh`, { tenant, body: {} });
  if (refreshed) await refresh();
  return { tenant, user, id, refresh };
}

/** A schema of its own that the login of the target may read; it goes with the test. */
export async function schemaOf(site: Site, name: string, tables = ''): Promise<AsyncDisposable> {
  const { query } = site.database;
  const reader = site.target.username;
  await query(`create schema ${name}; ${tables}; grant usage on schema ${name} to ${reader};
    grant select on all tables in schema ${name} to ${reader}`);
  return {
    async [Symbol.asyncDispose]() {
      await query(`drop schema ${name} cascade`);
    },
  };
}

export const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** The file that an act makes the browser save. */
export async function savedFile(page: Page, act: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}
