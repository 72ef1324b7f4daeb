import type { Locator, Page } from 'playwright-core';
import type { Target } from './target.ts';

/** The row of the list that is about a connection. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });

/** The row of a table that has a text in it. */
export const rowWith = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

/** The names in the list, in their order. */
export const namesIn = (page: Page): Promise<string[]> => page.locator('tbody th[scope=row] a').allTextContents();

export const seen = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible' });
export const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'detached' });

/** What stands at home in a tenant without any connection. */
export const firstSteps = (page: Page): Locator =>
  page.getByRole('heading', { name: 'A chart begins with its first harbour' });

/** Opens the menu of a row and picks an action. */
export async function chooseAction(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Whatever a search for a secret could find on the page: markup, and what is typed into its fields. */
export const everythingOn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      document.documentElement.outerHTML +
      [...document.querySelectorAll('input,textarea')].map((field) => (field as HTMLInputElement).value).join('\n'),
  );

/** Fills in where a database is and who signs in there. */
export async function fillAddress(dialog: Locator, target: Target): Promise<void> {
  for (const [label, value] of [
    ['Host', target.host],
    ['Port', String(target.port)],
    ['Database Name', target.databaseName],
    ['Username', target.username],
  ] as const)
    await dialog.getByRole('textbox', { name: label }).fill(value);
  await dialog.getByLabel('Password', { exact: true }).fill(target.password);
  await dialog.getByRole('combobox', { name: 'TLS Mode' }).selectOption('disable');
}

/** Picks a tenant from the menu that is always in sight. */
export async function switchTenant(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Tenant:/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
}

/** Which page of a tenant is open, as it is called inside of every tenant; the whole path for those outside. */
export const pageOf = (page: Page): string => new URL(page.url()).pathname.replace(/^\/t\/[^/]+/, '');

/** Copies a secret that is shown once, and closes the dialog that shows it. */
export async function takeAlong(dialog: Locator, copy: string): Promise<void> {
  await dialog.getByRole('button', { name: copy }).click();
  await seen(dialog.getByRole('button', { name: 'Copied' }));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await gone(dialog);
}
