import { expect, it } from 'vitest';
import { everythingOn, firstSteps, rowWith, seen, takeAlong } from './support/page-parts.ts';
import type { Tenant } from './support/site.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const PASSWORD = 'Astrolabe-and-quadrant-7';

/** The link that an admin gets for an address, and the admin's page. */
async function invite(tenant: Tenant, email: string, role: string) {
  const admin = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ user: admin, path: '/invitations' });
  const { page } = visit;
  await page.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = page.getByRole('dialog', { name: `Invite to ${tenant.name}` });
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption({ label: role });
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const ready = page.getByRole('dialog', { name: 'Invitation ready' });
  const link = await ready.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await takeAlong(ready, 'Copy link');
  await seen(rowWith(page, email).getByText('Pending'));
  return { link, visit };
}

it('leads from the invitation of a new person to their first sign-in', async () => {
  const tenant = await site().createTenant('Harbour');
  const { link, visit: inviter } = await invite(tenant, 'new.pilot@example.com', 'Contributor');
  const token = new URL(link).hash.split('=')[1] ?? '';
  expect(token).toHaveLength(43);

  const guest = await site().visit({ path: link });
  guest.expectFault(/status of 400/);
  const { page } = guest;
  await seen(page.getByRole('heading', { name: 'Join Harbour' }));
  expect(page.url()).toBe(`${site().url}/accept-invitation`);
  expect(await everythingOn(page)).not.toContain(token);
  await seen(page.getByText('new.pilot@example.com'));
  const password = page.getByRole('textbox', { name: 'Choose a password' });
  await password.fill('password');
  await page.getByRole('button', { name: 'Create account and join' }).click();
  await seen(page.getByText(/among the first that anyone tries/));
  await eventually(() => password.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByRole('textbox', { name: 'First name' }).fill('Mira');
  await page.getByRole('textbox', { name: 'Last name' }).fill('Costa');
  await password.fill(PASSWORD);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'Tenant: Harbour' }));
  await seen(firstSteps(page));
  await seen(page.getByRole('button', { name: 'Account: Mira Costa' }));
  await page.reload();
  await seen(page.getByRole('button', { name: 'Tenant: Harbour' }));

  const elsewhere = await site().visit({ path: '/sign-in' });
  await elsewhere.page.getByRole('textbox', { name: 'E-mail' }).fill('new.pilot@example.com');
  await elsewhere.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await elsewhere.page.keyboard.press('Enter');
  await seen(firstSteps(elsewhere.page));

  await inviter.page.reload();
  await seen(rowWith(inviter.page, 'new.pilot@example.com').getByText('Accepted'));
  const late = await site().visit({ path: link });
  late.expectFault(/status of 404/);
  await seen(late.page.getByText('This invitation cannot be used'));
});

it('asks an existing account for its password, and enters the new tenant', async () => {
  const [home, tenant] = [await site().createTenant('Home port'), await site().createTenant('Far port')];
  const user = await site().createUser([home], 'admin');
  const { link } = await invite(tenant, user, 'Contributor');
  const visit = await site().visit({ path: link });
  visit.expectFault(/status of 401/);
  const { page } = visit;
  const password = page.getByRole('textbox', { name: 'Your password' });
  await password.fill('not-the-password');
  await page.getByRole('button', { name: 'Accept and sign in' }).click();
  await seen(page.getByText('The password is not right'));
  expect(await page.getByRole('textbox', { name: 'First name' }).count()).toBe(0);
  await password.fill(site().password);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'Tenant: Far port' }));
  await page.getByRole('button', { name: /^Tenant:/ }).click();
  await seen(page.getByRole('menuitemradio', { name: 'Home port' }));
});

it('lets go of an invitation: declined, replaced by another link, revoked', async () => {
  const tenant = await site().createTenant('Let go');
  const declined = await invite(tenant, 'no.thanks@example.com', 'Viewer');
  const guest = await site().visit({ path: declined.link });
  await guest.page.getByRole('button', { name: 'Decline' }).click();
  await seen(guest.page.getByText('Invitation declined'));

  const { link, visit } = await invite(tenant, 'twice@example.com', 'Viewer');
  const { page } = visit;
  await seen(rowWith(page, 'no.thanks@example.com').getByText('Declined'));
  const act = async (action: string) => {
    await page.getByRole('button', { name: 'Actions for twice@example.com' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await act('Send again');
  const ready = page.getByRole('dialog', { name: 'Invitation ready' });
  const second = await ready.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  expect(second).not.toBe(link);
  await takeAlong(ready, 'Copy link');
  const old = await site().visit({ path: link });
  old.expectFault(/status of 404/);
  await seen(old.page.getByText('This invitation cannot be used'));
  const current = await site().visit({ path: second });
  await seen(current.page.getByRole('heading', { name: 'Join Let go' }));

  await act('Revoke…');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke invitation' }).click();
  await seen(rowWith(page, 'twice@example.com').getByText('Revoked'));
  await page.getByRole('button', { name: 'Pending', exact: true }).click();
  await seen(page.getByText('No pending invitations'));
  expect(new URL(page.url()).searchParams.get('status')).toBe('pending');
});

it('says of a link without its token that it is not complete', async () => {
  const { page } = await site().visit({ path: '/accept-invitation#token=short' });
  await seen(page.getByText('This link is not complete', { exact: false }));
  await page.getByRole('link', { name: 'Go to sign-in' }).click();
  await seen(page.getByRole('heading', { name: 'Sign in to Portolan' }));
});
