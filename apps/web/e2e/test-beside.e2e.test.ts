import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { fillAddress, gone, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
const FORMS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 720 },
  { width: 390, height: 740 },
  { width: 320, height: 640 },
];

async function box(of: Locator) {
  const found = await of.boundingBox();
  if (!found) throw new Error('not on screen');
  return found;
}

/** Whether an element is wholly in sight: nothing lies over its middle. */
const isInSight = (of: Locator) =>
  of.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && (element.contains(there) || there.contains(element));
  });

async function failingTest(page: Page, password: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'New connection' });
  await fillAddress(dialog, { ...site().target, password });
  await dialog.getByRole('button', { name: 'Test Connection' }).click();
  await seen(dialog.getByText(/^Failed to sign in/));
  return dialog;
}

it.each(FORMS)(
  'at $width px the field that a test stopped at is marked and in sight, beside its report',
  async (viewport) => {
    const tenant = await site().createTenant(`Beside ${viewport.width}`);
    const user = await site().createUser([tenant], 'admin');
    const { page } = await site().visit({ user, path: '/connections?dialog=new', context: { viewport } });
    const dialog = await failingTest(page, 'not-the-password');
    const password = dialog.getByLabel('Password', { exact: true });
    await eventually(() => password.getAttribute('aria-invalid')).toBe('true');
    await eventually(() => isInSight(password)).toBe(true);
    const described = await password.getAttribute('aria-describedby');
    const note = page.locator(`[id="${described}"]`);
    expect(await note.textContent()).toMatch(/^The test stopped here\. The server refused the login/);

    const report = await box(dialog.getByText(/^Failed to sign in/).locator('..'));
    const field = await box(password);
    if (viewport.width >= 1280) expect(report.x).toBeGreaterThan(field.x + field.width);
    else expect(report.y).toBeGreaterThanOrEqual(field.y + field.height);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await expectNoViolation(page, `failed test at ${viewport.width}`);

    await dialog.getByRole('button', { name: 'Go to Password' }).focus();
    await page.keyboard.press('Enter');
    expect(await password.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.type('x');
    await gone(dialog.getByText(/^Failed to sign in/));
    expect(await password.getAttribute('aria-invalid')).toBe('false');
  },
);

it('the stages are a line of dots, and open into their names and times', async () => {
  const tenant = await site().createTenant('Dots');
  const user = await site().createUser([tenant], 'admin');
  const { page } = await site().visit({ user, path: '/connections?dialog=new' });
  const dialog = await failingTest(page, 'not-the-password');
  const stages = dialog.getByRole('list', { name: 'Stages' });
  const closed = await box(stages);
  expect(closed.height).toBeLessThan(24);
  const toggle = dialog.getByRole('button', { name: /^Stopped at “Sign in” after \d+ ms$/ });
  expect(await toggle.getAttribute('aria-expanded')).toBe('false');
  await toggle.focus();
  await page.keyboard.press('Enter');
  expect(await toggle.getAttribute('aria-expanded')).toBe('true');
  const lines = await stages.getByRole('listitem').allTextContents();
  expect(lines.findLast((line) => !line.startsWith('Between the stages'))).toMatch(/^Sign in \d+ ms$/);
  expect((await box(stages)).height).toBeGreaterThan(closed.height * 3);
  await expectNoViolation(page, 'open stages');
});

it('leads to the address where the address is to blame', async () => {
  const tenant = await site().createTenant('Port');
  const user = await site().createUser([tenant], 'admin');
  const { page } = await site().visit({ user, path: '/connections?dialog=new' });
  const dialog = page.getByRole('dialog', { name: 'New connection' });
  await fillAddress(dialog, { ...site().target, port: 1 });
  await dialog.getByRole('button', { name: 'Test Connection' }).click();
  const port = dialog.getByRole('textbox', { name: 'Port' });
  await eventually(() => port.getAttribute('aria-invalid')).toBe('true');
  await eventually(() => isInSight(port)).toBe(true);
  expect(await dialog.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('false');
});
