import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { gone, seen } from './support/page-parts.ts';
import { saidIn } from './support/said-in.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();

const ENGLISH = {
  locale: 'en-GB',
  more: 'More actions for alpha',
  delete: 'Delete…',
  select: 'Select alpha',
  addTag: 'Add tag…',
  display: 'Display',
  views: 'Views',
  saveView: 'Save as a view…',
  manageViews: 'Manage views…',
  saveButton: 'Save view',
  restore: 'Restore gone',
  noMatch: 'No connections match',
  filters: 'Filters',
};
const GERMAN: typeof ENGLISH = {
  locale: 'de-DE',
  more: 'Weitere Aktionen für alpha',
  delete: 'Löschen…',
  select: 'alpha auswählen',
  addTag: 'Tag hinzufügen…',
  display: 'Darstellung',
  views: 'Ansichten',
  saveView: 'Als Ansicht speichern…',
  manageViews: 'Ansichten verwalten…',
  saveButton: 'Ansicht speichern',
  restore: 'gone wiederherstellen',
  noMatch: 'Keine passenden Verbindungen',
  filters: 'Filter',
};

/** Names of the test and of engines, and words that both languages have. */
const SAME = new Set(
  'alpha beta gone First Operator Described eu team:shop PostgreSQL MySQL SQL Server Snowflake Databricks Pg Host Name Snapshots Staging Status Tag Tags'.split(
    ' ',
  ),
);
/** Hosts, logins and numbers are no words. */
const isSame = (text: string) =>
  text.split(/[\s,()]+/).every((word) => SAME.has(word) || /[\d@]/.test(word) || !/\p{L}{2}/u.test(word));

type Layer = 'menu' | 'dialog' | 'alertdialog';

/** Goes through the list and all that opens over it; answers what was said there. */
async function walk(user: string, words: typeof ENGLISH): Promise<string[]> {
  const { page } = await site().visit({ user, path: '/connections', context: { locale: words.locale } });
  const said: string[] = [];
  const note = async (part = 'main') => {
    said.push(...(await saidIn(page.locator(part))));
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const pick = (name: string) => page.getByRole('menuitem', { name, exact: true }).click();
  const noteLayer = async (role: Layer) => {
    await seen(page.getByRole(role));
    await note(`[role=${role}]`);
  };
  const close = async (role: Layer) => {
    await page.keyboard.press('Escape');
    await gone(page.getByRole(role));
  };
  await seen(page.getByRole('link', { name: 'alpha' }));
  await seen(page.getByRole('button', { name: words.views }));
  await note();
  await expectNoViolation(page, `the list in ${words.locale}`);
  await press(words.more);
  await seen(page.getByRole('menuitem', { name: words.delete }));
  await noteLayer('menu');
  await pick(words.delete);
  await noteLayer('alertdialog');
  await close('alertdialog');
  await page.getByRole('checkbox', { name: words.select }).check();
  await press(words.addTag);
  await noteLayer('dialog');
  await close('dialog');
  await note();
  await press(words.display);
  await noteLayer('dialog');
  await close('dialog');
  await press(words.views);
  await noteLayer('menu');
  await pick(words.saveView);
  await noteLayer('dialog');
  await page.getByRole('dialog').getByRole('textbox').fill('beta');
  await press(words.saveButton);
  await page.getByRole('button', { name: new RegExp(`^${words.views}: beta`) }).click();
  await pick(words.manageViews);
  await noteLayer('dialog');
  await page.goto('/connections?status=deleted');
  await seen(page.getByRole('button', { name: words.restore }));
  await note();
  await page.goto('/connections?search=nothing');
  await seen(page.getByText(words.noMatch));
  await note();
  await page.goto('/connections?groupBy=tag&columns=type,environment,username,tags,owner,created');
  await seen(page.getByRole('link', { name: 'alpha' }));
  await note();
  await page.setViewportSize({ width: 390, height: 800 });
  await press(words.filters);
  await seen(page.getByRole('grid'));
  await note();
  await page.getByRole('link', { name: 'alpha' }).first().click();
  await seen(page.getByRole('heading', { level: 1, name: 'alpha' }));
  await note('main header');
  return said;
}

it.each([
  ['de-DE', 1280],
  ['de-DE', 1440],
  ['en-GB', 1280],
])('in %s, %i pixels wide, takes two rows for what filters the list', async (locale, width) => {
  const tenant = await site().createTenant('Two rows');
  const user = await site().createUser([tenant], 'admin');
  const fields = { environment: 'production', tags: ['eu'], host: '127.0.0.1', port: 1 };
  const id = await site().createConnection(tenant, { name: 'alpha', ...fields });
  await site().rest('POST', `/api/connections/${id}/test`, { tenant });
  const context = { locale, viewport: { width, height: 800 } };
  const { page } = await site().visit({ user, context, path: '/connections?environment=production&status=failed' });
  await seen(page.getByRole('button', { name: /^(Test all failed|Fehlgeschlagene testen)$/ }));
  await seen(page.getByRole('button', { name: /^(Views|Ansichten)$/ }));
  const rows = page.getByRole('search').locator('../..').locator('button, select, input');
  const middles = await rows.evaluateAll((all) => {
    const boxes = all.map((one) => one.getBoundingClientRect());
    return boxes.map(({ top, height }) => Math.round((top + height / 2) / 8));
  });
  expect(new Set(middles).size).toBe(2);
});

it('says nothing in English where German is spoken', async () => {
  const tenant = await site().createTenant('Languages of the list');
  const fields = { environment: 'staging', tags: ['eu', 'team:shop'], description: 'Described' } as const;
  await site().createConnection(tenant, { ...fields, tags: [...fields.tags], name: 'alpha' });
  const old = await site().createConnection(tenant, { name: 'gone' });
  await site().rest('DELETE', `/api/connections/${old}`, { tenant });
  const [english, german] = [
    await walk(await site().createUser([tenant], 'admin'), ENGLISH),
    await walk(await site().createUser([tenant], 'admin'), GERMAN),
  ];
  expect(german).toEqual(expect.arrayContaining(['Verbindungen', 'Alle Umgebungen', 'Ungetestet', 'Sortieren nach']));
  const both = new Set(german.filter((text) => english.includes(text)));
  expect([...both].filter((text) => !isSame(text))).toEqual([]);
});
