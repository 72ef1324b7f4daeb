import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

async function somebody(name: string): Promise<string> {
  return site().createUser([await site().createTenant(name)], 'admin');
}

describe('the language', () => {
  it('is that of the browser before anybody has chosen', async () => {
    const { page } = await site().visit({ path: '/sign-in', context: { locale: 'de-AT' } });
    await seen(page.getByRole('heading', { level: 1, name: 'Bei Portolan anmelden' }));
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await seen(page.getByText('Geben Sie Ihr Passwort ein'));
    await expectNoViolation(page, 'sign-in in German');
  });

  it('is chosen by a person, at once, and goes with them into another browser', async () => {
    const user = await somebody('Languages');
    const { page } = await site().visit({ user, path: '/account' });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await seen(page.getByRole('heading', { level: 2, name: 'Sitzungen' }));
    await expectNoViolation(page, 'account in German');
    await page.reload();
    await seen(page.getByRole('heading', { level: 1, name: 'Konto' }));
    const other = await site().visit({ user, path: '/account', context: { locale: 'en-GB' } });
    await seen(other.page.getByRole('heading', { level: 1, name: 'Konto' }));
    await other.page.getByRole('combobox', { name: 'Sprache' }).selectOption('English');
    await seen(other.page.getByRole('heading', { level: 1, name: 'Account' }));
  });
});

describe('times', () => {
  it('are told as was chosen, in the time zone that was chosen', async () => {
    const user = await somebody('Times');
    const { page } = await site().visit({ user, path: '/account', context: { timezoneId: 'America/New_York' } });
    const signedIn = page.getByRole('list', { name: 'Sessions' }).locator('time').first();
    expect(await signedIn.textContent()).toBe('just now');
    await page.getByRole('combobox', { name: 'Times' }).selectOption('Date and time');
    const at = new Date((await signedIn.getAttribute('datetime')) ?? '');
    const inZone = (timeZone: string) =>
      new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
    await eventually(() => signedIn.textContent()).toBe(inZone('America/New_York'));
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
    await eventually(() => signedIn.textContent()).toBe(inZone('Asia/Tokyo'));
  });
});
