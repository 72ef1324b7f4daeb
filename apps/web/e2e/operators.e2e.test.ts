import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { gone, rowWith, seen, takeAlong } from './support/page-parts.ts';
import { OPERATOR } from './support/site.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();
const PASSWORD = 'a lantern in the fog';

it('an operator invites another by a link, and ends their work', async () => {
  await site().createTenant('Pilots');
  const visit = await site().visit({ user: OPERATOR, path: '/operators' });
  visit.expectFault(/status of 409/);
  const { page } = visit;
  await seen(rowWith(page, OPERATOR).getByText('Active'));
  await page.getByRole('button', { name: 'Invite operator' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' });
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await seen(dialog.getByText('E-mail address is required'));
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(OPERATOR);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await seen(dialog.getByText(`${OPERATOR} is an operator already`));
  await expectNoViolation(page, 'invite an operator');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('mate@example.com');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  const ready = page.getByRole('dialog', { name: 'Invitation ready' });
  const link = await ready.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await takeAlong(ready, 'Copy link');
  await seen(rowWith(page, 'mate@example.com').getByText('Invited', { exact: true }));
  await expectNoViolation(page, 'operators');

  const mate = await site().visit({ path: link });
  await seen(mate.page.getByRole('heading', { name: 'Become an operator' }));
  await seen(mate.page.getByText(OPERATOR));
  await expectNoViolation(mate.page, 'become an operator');
  await mate.page.getByRole('textbox', { name: 'First name' }).fill('Mara');
  await mate.page.getByRole('textbox', { name: 'Choose a password' }).fill(PASSWORD);
  await mate.page.getByRole('button', { name: 'Create account and accept' }).click();
  await mate.page.waitForURL((url) => url.pathname !== '/accept-operator');

  await page.reload();
  const row = rowWith(page, 'mate@example.com');
  await seen(row.getByText('Active'));
  await row.getByRole('button', { name: 'Remove mate@example.com' }).click();
  const ask = page.getByRole('alertdialog', { name: 'Remove mate@example.com as an operator?' });
  await seen(ask);
  await expectNoViolation(page, 'remove an operator');
  await ask.getByRole('button', { name: 'Remove operator' }).click();
  await gone(row);

  await rowWith(page, OPERATOR)
    .getByRole('button', { name: `Remove ${OPERATOR}` })
    .click();
  await page.getByRole('button', { name: 'Remove operator', exact: true }).click();
  await seen(page.getByText('An installation keeps at least one operator', { exact: false }));
});

it('an invitation to be an operator can be declined, and is of use no more', async () => {
  const { accept_url: link } = await site().rest<{ accept_url: string }>('POST', '/api/v1/operators', {
    body: { email: 'ashore@example.com' },
  });
  const visit = await site().visit({ path: link });
  visit.expectFault(/status of 404/);
  const { page } = visit;
  await page.getByRole('button', { name: 'Decline' }).click();
  await seen(page.getByRole('heading', { name: 'Invitation declined' }));
  await page.goto('/sign-in');
  await page.goto(link);
  await seen(page.getByRole('heading', { name: 'This invitation cannot be used' }));
});

it('an invitation to be an operator is revoked before it is used', async () => {
  const email = 'overboard@example.com';
  const { accept_url: link } = await site().rest<{ accept_url: string }>('POST', '/api/v1/operators', {
    body: { email },
  });
  const { page } = await site().visit({ user: OPERATOR, path: '/operators' });
  await rowWith(page, email)
    .getByRole('button', { name: `Revoke ${email}` })
    .click();
  await page.getByRole('button', { name: 'Revoke invitation' }).click();
  await gone(rowWith(page, email));
  const late = await site().visit({ path: link });
  late.expectFault(/status of 404/);
  await seen(late.page.getByRole('heading', { name: 'This invitation cannot be used' }));
});

it('nobody else finds the operators of the installation', async () => {
  const tenant = await site().createTenant('Deckhands');
  const user = await site().createUser([tenant], 'admin');
  const { page, requests } = await site().visit({ user, path: '/operators' });
  await seen(page.getByRole('heading', { name: 'Not on this chart' }));
  expect(await page.getByRole('link', { name: 'Operators' }).count()).toBe(0);
  expect(requests.filter((request) => request.url().includes('operators.list'))).toEqual([]);
});
