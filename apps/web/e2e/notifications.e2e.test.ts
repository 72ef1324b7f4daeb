import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { englishLeft } from './support/english-left.ts';
import { gone, pageOf, rowWith, seen, takeAlong } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually } from './support/visit.ts';

const site = testSite();

interface Receiver extends AsyncDisposable {
  url: string;
  /** What it answers from now on. */
  status: number;
  got: { headers: IncomingMessage['headers']; body: string }[];
}

/** Somebody's service on this machine: keeps what it is sent. */
async function receiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      made.got.push({ headers: request.headers, body });
      response.writeHead(made.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    status: 204,
    got: [],
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}

async function choose(page: Page, rule: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More actions for ${rule}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('notification rules', () => {
  it('are made, tested, changed and deleted, and what was sent is in the log', async () => {
    await using target = await receiver();
    const tenant = await site().createTenant('Told');
    const user = await site().createUser([tenant], 'admin');
    await site().createConnection(tenant, { name: 'prod-shop' });
    const { page, expectFault } = await site().visit({ user, path: '/connections' });
    // A refusal is an answer, and the browser complains of its status.
    expectFault(/status of 400/);
    await page.getByRole('link', { name: 'Notifications' }).click();
    await seen(page.getByText('Nobody is told yet'));
    await expectNoViolation(page, 'no rule');

    // Refused, field by field: by the form, then by the server.
    await page.getByRole('button', { name: 'New rule' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New notification rule' });
    await dialog.getByRole('radio', { name: 'By name' }).check();
    await dialog.getByRole('radio', { name: 'Webhook' }).check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    for (const fault of ['Name is required', 'A pattern is required', 'An address is required'])
      await seen(dialog.getByText(fault));
    await expectNoViolation(page, 'a rule with errors');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('On call');
    await dialog.getByRole('textbox', { name: 'Pattern of names' }).fill('prod-*');
    await dialog.getByRole('textbox', { name: 'Address' }).fill('http://169.254.169.254/latest');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await seen(dialog.getByText(/The egress policy of this installation/));
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('url');
    await dialog.getByRole('textbox', { name: 'Address' }).fill(target.url);
    await dialog.getByRole('checkbox', { name: 'Schema changes' }).check();
    await dialog.getByRole('checkbox', { name: 'Only changes that break somebody' }).check();
    await page.keyboard.press('ControlOrMeta+Enter');

    // Its secret is shown once.
    const once = page.getByRole('dialog', { name: 'The secret of On call' });
    await seen(once);
    await expectNoViolation(page, 'the secret of a rule');
    const secret = await once.getByRole('textbox', { name: 'Secret' }).inputValue();
    await page.keyboard.press('Escape');
    await seen(once.getByText('It was not copied, and it is not shown again.'));
    await once.getByRole('button', { name: 'Back to it' }).click();
    await takeAlong(once, 'Copy secret');
    const row = rowWith(page, 'On call');
    expect((await row.textContent()) ?? '').toContain('Schema changes that break');
    expect(await row.textContent()).toContain('Named prod-*');

    // A test, whose result shows by itself.
    await row.getByRole('button', { name: 'Send a test: On call' }).click();
    await seen(row.getByText('The test has arrived (204).'));
    const [first] = target.got;
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers as Record<string, string>)).toMatchObject({
      type: 'test',
    });
    target.status = 500;
    await row.getByRole('button', { name: 'Send a test: On call' }).click();
    await seen(row.getByText('The test failed. The target answered HTTP 500.'));
    await expectNoViolation(page, 'rules');

    // A new secret: for a day both sign.
    await choose(page, 'On call', 'New secret…');
    const asked = page.getByRole('alertdialog');
    await seen(asked.getByText(/For 24 hours messages bear a signature of either secret/));
    await expectNoViolation(page, 'a new secret');
    await asked.getByRole('button', { name: 'Make a new secret' }).click();
    await seen(once.getByText(/within 24 hours/));
    await takeAlong(once, 'Copy secret');
    await seen(row.getByText(/The former secret signs too/));

    // The log: by rule and status, in the address.
    await choose(page, 'On call', 'Sent messages');
    const log = page.getByRole('table', { name: 'Sent messages' });
    await seen(log.getByText('The target answered HTTP 500.'));
    await page.getByRole('button', { name: 'Pending', exact: true }).click();
    await eventually(() => log.getByRole('row').count()).toBe(2);
    await seen(log.getByText(/Next attempt/));
    await expectNoViolation(page, 'what was sent');
    await site().database.query(
      "update notification_deliveries set status = 'failed', next_attempt_at = null where status = 'pending' and tenant_id = $1",
      [tenant.id],
    );
    // As soon as that is so, there is none of this kind any more.
    await seen(page.getByText('No message matches'));
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('button', { name: 'Delivered', exact: true }).click();
    await eventually(() => log.getByRole('row').count()).toBe(2);
    await page.reload();
    await seen(log.getByText('Test message'));
    expect(pageOf(page)).toBe('/notifications');
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ show: 'sent', status: 'delivered' });
    target.status = 204;
    await log.getByRole('button', { name: 'Redeliver: Test message' }).click();
    // It stands on top, and says by itself what was answered.
    await seen(log.getByRole('row').filter({ hasText: 'Again' }).filter({ hasText: 'Delivered' }));
    await eventually(() => log.getByRole('row').count()).toBe(4);
    expect(target.got.at(-1)?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(target.got.at(-1)?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    await page.getByRole('button', { name: /^Rules/ }).click();

    // Changed: another name, and the address stays.
    await choose(page, 'On call', 'Edit…');
    const edit = page.getByRole('dialog', { name: 'Edit notification rule' });
    await seen(edit.getByText('Leave blank to keep the address that is stored.'));
    await edit.getByRole('textbox', { name: 'Name', exact: true }).fill('Night watch');
    await edit.getByRole('radio', { name: 'Chosen ones' }).check();
    await edit.getByRole('checkbox', { name: 'prod-shop' }).check();
    await expectNoViolation(page, 'a rule with chosen connections');
    await edit.getByRole('button', { name: 'Save Changes' }).click();
    const renamed = rowWith(page, 'Night watch');
    await seen(renamed.getByText('1 chosen one'));
    await renamed.getByRole('button', { name: 'Send a test: Night watch' }).click();
    await seen(renamed.getByText('The test has arrived (204).'));

    // Off, and gone; by the keyboard.
    await choose(page, 'Night watch', 'Turn off');
    await seen(renamed.getByText('Off', { exact: true }));
    const more = page.getByRole('button', { name: 'More actions for Night watch' });
    await more.focus();
    await page.keyboard.press('Enter');
    await seen(page.getByRole('menuitem', { name: 'Delete…' }));
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await seen(asked.getByText('Delete Night watch?'));
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gone(renamed);
    await page.getByRole('button', { name: 'Sent messages' }).click();
    await seen(log.getByText('(deleted)'));
    expect(await log.getByRole('button').count()).toBe(0);
  });

  it('are there for who manages monitoring, by the palette too, at 320 px and in German', async () => {
    const tenant = await site().createTenant('Erfahren');
    const user = await site().createUser([tenant], 'admin');
    const reader = await site().createUser([tenant], ['connections:read']);
    const body = {
      name: 'Bereitschaft-mit-einem-Namen-der-nirgends-umgebrochen-werden-kann',
      events: ['incident.opened', 'schema.changed', 'certificate.expiring'],
      only_breaking: true,
      target: { type: 'email', to: ['bereitschaft@example.com', 'ada@example.com'] },
    };
    const { id } = await site().rest<{ id: string }>('POST', '/api/v1/notification-rules', { tenant, body });
    const { page } = await site().visit({ user, path: '/connections', context: { locale: 'de-AT' } });
    await seen(page.getByRole('heading', { level: 1 }));
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Benachrichtigungen');
    await page.getByRole('option', { name: /^Benachrichtigungen/ }).click();
    await seen(page.getByText('bereitschaft@example.com'));
    await page.getByRole('button', { name: /^Test senden/ }).click();
    await seen(page.getByText(/Diese Installation hat keinen Mailserver/));
    await site().database.query(
      "update notification_deliveries set status = 'failed', ended_at = now(), next_attempt_at = null where rule_id = $1",
      [id],
    );
    const main = page.getByRole('main');
    const dialog = page.getByRole('dialog');
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`/t/${tenant.slug}/notifications`);
      await seen(page.getByText('bereitschaft@example.com'));
      expect([await englishLeft(main), await overflow(page)]).toEqual([[], 0]);
      await page.getByRole('button', { name: 'Neue Regel' }).click();
      await dialog.getByRole('button', { name: 'Anlegen' }).click();
      await seen(dialog.getByText('Der Name fehlt'));
      expect([await englishLeft(dialog), await overflow(page)]).toEqual([[], 0]);
      await expectNoViolation(page, `a new rule in German at ${width} px`);
      await page.keyboard.press('Escape');
      await gone(dialog);
      await page.getByRole('button', { name: 'Gesendete Nachrichten' }).click();
      await seen(main.getByText('Gescheitert', { exact: true }).last());
      expect([await englishLeft(main), await overflow(page)]).toEqual([[], 0]);
      await expectNoViolation(page, `what was sent in German at ${width} px`);
    }
    const { page: other } = await site().visit({ user: reader, path: `/t/${tenant.slug}/notifications` });
    await seen(other.getByText('You cannot see who is told of what'));
    expect(await other.getByRole('link', { name: 'Notifications' }).count()).toBe(0);
  });
});
