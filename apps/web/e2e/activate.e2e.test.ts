import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { type Io, run } from '@portolan/cli';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'portolan-activate-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** `portolan` at a terminal, as somebody types it; `enter` is what they type while it waits. */
function terminal(words: readonly string[], hostname = 'workshop') {
  const opened: string[] = [];
  const [out, err] = [heard(), heard()];
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const io: Io = {
    env: { XDG_CONFIG_HOME: home, PORTOLAN_URL: site().url, DISPLAY: ':0', NO_COLOR: '1' },
    platform: 'linux',
    home,
    hostname,
    openPage: async (url) => opened.push(url) > 0,
    stdin,
    stdout: Object.assign(out.stream, { isTTY: true, columns: 80 }),
    stderr: Object.assign(err.stream, { isTTY: true }),
  };
  const exit = run(words, io).finally(() => stdin.end());
  const code = async () => {
    await eventually(err.text).toMatch(/Your code: [A-Z]{4}-[A-Z]{4}/);
    return /[A-Z]{4}-[A-Z]{4}/.exec(err.text())?.[0] ?? '';
  };
  return { exit, code, opened, out: out.text, err: err.text, enter: () => stdin.write('\n') };
}

function heard() {
  let text = '';
  const write = (piece: Buffer, _: string, done: () => void) => {
    text += piece;
    done();
  };
  return { stream: new Writable({ write }), text: () => text };
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

describe('a command line that asks to be signed in', () => {
  it('is shown by its link, kept through sign-in, and approved by keyboard alone', async () => {
    const [tenant, other] = [await site().createTenant('Harbour'), await site().createTenant('Lighthouse')];
    const user = await site().createUser([tenant, other], 'admin');
    const login = terminal(['login']);
    const code = await login.code();
    login.enter();
    await eventually(() => login.opened).toEqual([`${site().url}/activate#code=${code}`]);

    const visit = await site().visit({ path: login.opened[0] as string });
    visit.expectFault(/status of 401/);
    const { page } = visit;
    await page.getByRole('textbox', { name: 'E-mail' }).fill(user);
    await page.getByRole('textbox', { name: 'Password' }).fill(site().password);
    await page.keyboard.press('Enter');
    await seen(heading(page, 'Sign this device in?'));
    // The code of the link is shown, and is in the address no more.
    await seen(page.getByText(code, { exact: true }));
    await eventually(() => page.url()).toBe(`${site().url}/activate`);
    for (const told of [
      'workshop',
      '127.0.0.1',
      new URL(site().url).host,
      user,
      /nobody has checked/,
      /sent you the link/,
    ])
      await seen(page.getByText(told));
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.keyboard.press('Tab');
    const select = page.getByRole('combobox', { name: 'Works in' });
    await eventually(() => select.evaluate((field) => field === document.activeElement)).toBe(true);
    await select.selectOption({ label: 'Lighthouse' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await seen(heading(page, 'Approved'));
    await seen(page.getByText(/go back to your terminal: workshop is signed in/));
    expect([await login.exit, login.out()]).toEqual([0, `Signed in at ${site().url} as ${user}, in ${other.slug}.\n`]);

    await page.goto('/account');
    await seen(page.getByText('portolan on workshop'));
    await page.getByRole('button', { name: 'Sign out portolan on workshop' }).click();
    await eventually(() => page.getByText('portolan on workshop').count()).toBe(0);
    expect(await terminal(['whoami']).exit).toBe(3);
  });

  it('is found by a code that is typed, and refused', async () => {
    const tenant = await site().createTenant('Quay');
    const user = await site().createUser([tenant], 'admin');
    const login = terminal(['login', '--no-browser']);
    const code = await login.code();
    const visit = await site().visit({ user, path: '/activate' });
    visit.expectFault(/status of (404|409)/);
    const { page } = visit;
    const field = page.getByRole('textbox', { name: 'Code' });
    await eventually(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('BDKW');
    await page.keyboard.press('Enter');
    await seen(page.getByText('Enter the eight letters that your terminal shows'));
    await field.fill('BCDFGHJK');
    await page.keyboard.press('Enter');
    await seen(page.getByText(/No device waits with this code/));
    await page.getByRole('button', { name: 'Enter another code' }).click();
    await field.fill(code.toLowerCase().replace('-', ''));
    await page.keyboard.press('Enter');
    await seen(heading(page, 'Sign this device in?'));
    // Of one tenant nobody is asked which.
    expect(await page.getByRole('combobox').count()).toBe(0);
    await page.getByRole('button', { name: 'Refuse' }).click();
    await seen(heading(page, 'Refused'));
    expect([await login.exit, login.err()]).toEqual([3, expect.stringContaining('It was refused in the browser')]);
    await page.goto(`/activate#code=${code}`);
    await seen(page.getByText(/The code has been used/));
  });

  it('is shown without a fault in both themes, on a narrow screen, and in German', async () => {
    const tenants = [await site().createTenant('Pier'), await site().createTenant('Mole')];
    const user = await site().createUser(tenants, 'admin');
    const body = {
      device: 'a-name-that-goes-on-and-on-without-a-place-to-break-it-anywhere',
      code_challenge: 'x'.repeat(43),
    };
    const begun = await site().rest<{ user_code: string }>('POST', '/api/v1/auth/hand-overs', { body });
    const context = { viewport: { width: 320, height: 800 }, locale: 'de-DE' };
    const { page, ...visit } = await site().visit({ user, path: '/activate', context });
    visit.expectFault(/status of 409/);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await seen(heading(page, 'Gerät anmelden'));
    await expectNoViolation(page, 'code');
    await page.getByRole('textbox', { name: 'Code' }).fill(begun.user_code);
    await page.keyboard.press('Enter');
    await seen(heading(page, 'Dieses Gerät anmelden?'));
    await expectNoViolation(page, 'request');
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: 'Genehmigen' }).click();
    await seen(heading(page, 'Genehmigt'));
    await expectNoViolation(page, 'approved');
    expect(await fits()).toBe(true);
    await page.goto(`/activate#code=${begun.user_code}`);
    await seen(page.getByText(/Der Code wurde schon benutzt/));
    await expectNoViolation(page, 'used');
  });
});
