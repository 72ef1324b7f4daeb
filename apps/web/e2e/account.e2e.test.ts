import { expect, it } from 'vitest';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';

const site = testSite();

it('people change what they are called and where they are reached', async () => {
  const tenant = await site().createTenant('Crew');
  const user = await site().createUser([tenant], ['user:read']);
  const taken = await site().createUser([tenant], ['user:read']);
  const visit = await site().visit({ user, path: '/account' });
  visit.expectFault(/status of (400|409|422)/);
  const { page } = visit;
  const name = page.getByRole('form', { name: 'Name' });
  await name.getByRole('textbox', { name: 'First name' }).fill('Grace');
  await name.getByRole('textbox', { name: 'Last name' }).fill('');
  await name.getByRole('button', { name: 'Change name' }).click();
  await seen(page.getByText('Name changed'));
  await seen(page.getByText(`Grace · ${user}`));

  const email = page.getByRole('form', { name: 'E-mail address' });
  const address = email.getByRole('textbox', { name: 'New e-mail' });
  const password = email.getByRole('textbox', { name: 'Your password' });
  const change = email.getByRole('button', { name: 'Change e-mail' });
  await change.click();
  await seen(email.getByText('E-mail address is required'));
  await address.fill(taken);
  await password.fill('not the password');
  await change.click();
  await seen(email.getByText('The current password is wrong'));
  await password.fill(site().password);
  await change.click();
  await seen(email.getByText('Another account has this address'));
  const next = `new-${user}`;
  await address.fill(next);
  await change.click();
  await seen(page.getByText('E-mail address changed'));
  await seen(page.getByText(`Grace · ${next}`));
  expect(await address.inputValue()).toBe('');
  await page.reload();
  await seen(page.getByText(`Grace · ${next}`));
});
