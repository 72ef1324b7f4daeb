import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishWordsIn } from './support/english-words.ts';
import { gone, seen } from './support/page-parts.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();
const GERMAN = { locale: 'de-AT' };
const PERSON = 'ada@example.com';

/** Somebody in each list, and an operator who reads German. */
async function populated(name: string): Promise<{ slug: string; link: string }> {
  const tenant = await site().createTenant(name);
  await site().createUser([tenant], ['user:read'], ['Ada', 'Almeida']);
  const as = <T>(path: string, body: unknown) => site().rest<T>('POST', path, { tenant, body });
  const role = await as<{ id: string }>('/api/v1/roles', { name: 'DBA', permission_ids: ['user:read', 'role:read'] });
  const invited = await as<{ accept_url: string }>('/api/v1/invitations', { email: PERSON, role_id: role.id });
  const body = { name: 'Export', permission_ids: ['user:read', 'role:read'] };
  const key = await as<{ id: string }>('/api/v1/api-keys', body);
  await as(`/api/v1/api-keys/${key.id}/rotate`, {});
  await as('/api/v1/service-accounts', { name: 'Robot', role_ids: [role.id] });
  return { slug: tenant.slug, link: invited.accept_url };
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('in German', () => {
  it.each([1280, 320])(
    'the pages of people, roles, tenants and keys say nothing in English, at %i px',
    async (width) => {
      const { slug } = await populated(`Deutsch ${width}`);
      const context = { ...GERMAN, viewport: { width, height: 800 } };
      const { page } = await site().visit({ user: OPERATOR, context });
      for (const [path, sign] of [
        [`/t/${slug}/users`, 'Ada Almeida'],
        [`/t/${slug}/roles`, 'Wer darf was'],
        [`/t/${slug}/invitations`, PERSON],
        [`/t/${slug}/api-keys`, 'Export'],
        [`/t/${slug}/service-accounts`, 'Robot'],
        ['/operators', 'Wer die Mandanten dieser Installation anlegt und beendet.'],
        ['/tenants', 'Alle Mandanten dieser Installation. Sie sehen ihre Namen, nicht ihre Daten.'],
      ] as const) {
        await page.goto(path);
        await seen(page.getByText(sign).first());
        expect([path, await englishWordsIn(page.locator('body')), await overflow(page)]).toEqual([path, [], 0]);
        await expectNoViolation(page, `${path} in German`);
      }
    },
  );

  it('their dialogs and complaints say nothing in English', async () => {
    const { slug } = await populated('Deutsche Fenster');
    const { page } = await site().visit({ user: OPERATOR, context: GERMAN });
    const dialog = page.locator('[role=dialog],[role=alertdialog]');
    const told = async (where: string) => {
      await seen(dialog);
      await expect.poll(() => englishWordsIn(page.locator('[role=dialog],[role=alertdialog],[role=menu]'))).toEqual([]);
      await expectNoViolation(page, where);
      await page.keyboard.press('Escape');
      await gone(dialog);
    };
    const chosen = async (menu: string, item: string) => {
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await page.goto(`/t/${slug}/roles`);
    await page.getByRole('button', { name: 'Neue Rolle' }).click();
    await dialog.getByRole('button', { name: 'Rolle anlegen' }).click();
    await seen(dialog.getByText('Der Name der Rolle fehlt'));
    await seen(dialog.getByText('Wählen Sie mindestens eine Berechtigung'));
    await told('new role');
    await page.getByRole('button', { name: 'Benutzer verwalten: DBA' }).click();
    await seen(dialog.getByRole('checkbox'));
    await told('users of a role');
    await chosen('Weitere Aktionen für DBA', 'Berechtigungen ansehen');
    await told('permissions of a role');
    await chosen('Weitere Aktionen für DBA', 'Löschen…');
    await told('delete role');
    await page.goto(`/t/${slug}/users`);
    for (const item of ['Rollen ändern…', 'Deaktivieren…', 'Entfernen…']) {
      await chosen('Aktionen für Ada Almeida', item);
      await told(item);
    }
    await page.goto(`/t/${slug}/invitations?invite=new`);
    await dialog.getByRole('button', { name: 'Einladung senden' }).click();
    await seen(dialog.getByText('Die E-Mail-Adresse fehlt'));
    await told('invite');
    await chosen(`Aktionen für ${PERSON}`, 'Widerrufen…');
    await told('revoke invitation');
    await page.goto(`/t/${slug}/api-keys`);
    for (const [item, where] of [
      ['Erneuern…', 'rotate key'],
      ['Wo er benutzt wurde…', 'uses of a key'],
      ['Früheres Geheimnis beenden…', 'end the overlap'],
      ['Widerrufen…', 'revoke key'],
    ] as const) {
      await chosen('Weitere Aktionen für Export', item);
      await told(where);
    }
    await page.goto(`/t/${slug}/service-accounts`);
    await page.getByRole('button', { name: 'Neues Dienstkonto' }).click();
    await dialog.getByRole('button', { name: 'Dienstkonto anlegen' }).click();
    await seen(dialog.getByText('Der Name fehlt'));
    await told('new service account');
    for (const item of ['Bearbeiten…', 'Deaktivieren…', 'Löschen…']) {
      await chosen('Weitere Aktionen für Robot', item);
      await told(item);
    }
    await page.goto(`/t/${slug}/api-keys`);
    await page.getByRole('button', { name: 'Neuer API-Schlüssel' }).click();
    await dialog.getByRole('button', { name: 'Schlüssel anlegen' }).click();
    await seen(dialog.getByText('Der Name fehlt'));
    await told('new key');
    await page.goto('/tenants');
    await page.getByRole('button', { name: 'Neuer Mandant' }).click();
    await seen(dialog.getByText('Kurzname'));
    await told('new tenant');
    await page.getByRole('button', { name: 'Deutsche Fenster löschen' }).click();
    await told('delete tenant');
    await page.goto('/operators');
    await page.getByRole('button', { name: 'Betreiber einladen' }).click();
    await told('invite operator');
  });

  it('an invitation speaks to whoever follows its link', async () => {
    const { link } = await populated('Einladung');
    const { page } = await site().visit({ path: new URL(link).pathname + new URL(link).hash, context: GERMAN });
    await seen(page.getByRole('heading', { level: 1, name: 'Einladung beitreten' }));
    expect(await page.getByText(/ist als DBA eingeladen\. Die Einladung läuft in .* ab\./).count()).toBe(1);
    expect(await englishWordsIn(page.locator('body'))).toEqual([]);
    await page.getByRole('button', { name: 'Ablehnen' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Einladung abgelehnt' }));
    expect(await englishWordsIn(page.locator('body'))).toEqual([]);
  });
});
