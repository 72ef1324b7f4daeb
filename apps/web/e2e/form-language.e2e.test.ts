import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishWordsIn } from './support/english-words.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

/** Somebody who reads German and begins a connection. */
async function newConnection(name: string) {
  const user = await site().createUser([await site().createTenant(name)], 'admin');
  const { page } = await site().visit({ user, path: '/connections?dialog=new', context: { locale: 'de-AT' } });
  return { page, dialog: page.getByRole('dialog', { name: 'Neue Verbindung' }) };
}

describe('the form of a connection, in German,', () => {
  it('says nothing in English, whatever the database', async () => {
    const { page, dialog } = await newConnection('Formular');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await seen(dialog.getByText('Der Name der Verbindung fehlt'));
    for (const [kind, count] of [
      ['PostgreSQL', 2],
      ['MySQL', 2],
      ['SQL Server', 0],
      ['Databricks', 2],
      ['Snowflake', 3],
    ] as const) {
      await dialog.getByText(kind, { exact: true }).click();
      const ways = dialog.getByRole('group', { name: 'Anmelden mit' }).getByRole('button');
      await eventually(() => ways.count()).toBe(count);
      expect([kind, await englishWordsIn(dialog)]).toEqual([kind, []]);
      for (const way of await ways.all()) {
        await way.click();
        expect([kind, await way.textContent(), await englishWordsIn(dialog)]).toEqual([
          kind,
          await way.textContent(),
          [],
        ]);
      }
      await expectNoViolation(page, `${kind} in German`);
    }
  });

  it('tells what a URL filled in and what a test found', async () => {
    const { dialog } = await newConnection('Prüfung');
    await dialog.getByRole('button', { name: 'Verbindungs-URL einfügen' }).click();
    const url = dialog.getByRole('textbox', { name: 'Verbindungs-URL' });
    await url.fill('postgres://ada:geheim@127.0.0.1:1/shop?application_name=x');
    await url.press('Enter');
    await seen(dialog.getByText('Aus der URL ausgefüllt: Host, Port, Datenbank, Benutzername und Passwort.'));
    await seen(dialog.getByText('Nicht übernommen: application_name.'));
    await dialog.getByRole('button', { name: 'Verbindung testen' }).click();
    await seen(dialog.getByText('Es kam keine Netzwerkverbindung zustande.'));
    await seen(dialog.getByRole('button', { name: /^Zum Feld / }));
  });
});
