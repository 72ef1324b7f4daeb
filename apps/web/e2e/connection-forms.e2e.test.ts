import { generateKeyPairSync } from 'node:crypto';
import { createAuthority } from '@portolan/testing/postgres';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoViolation } from './support/axe.ts';
import { everythingOn, gone, pageOf, rowOf, seen } from './support/page-parts.ts';
import { testSite } from './support/test-site.ts';
import { eventually, type Visit } from './support/visit.ts';

const site = testSite();
const authority = createAuthority('Windrose CA');
const identity = authority.issue({ commonName: 'portolan', until: new Date('2031-05-06T00:00:00Z') });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const plainKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const sealedKey = rsa.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'Losung-9' })
  .toString();

/** An admin with the dialog open. */
async function newConnection(name: string): Promise<Visit & { dialog: Locator }> {
  const tenant = await site().createTenant(name);
  const user = await site().createUser([tenant], 'admin');
  const visit = await site().visit({ user, path: '/connections?dialog=new' });
  const dialog = visit.page.getByRole('dialog', { name: 'New connection' });
  await seen(dialog.getByRole('textbox', { name: 'Connection Name' }));
  return { ...visit, dialog };
}

const box = (dialog: Locator, name: string) => dialog.getByRole('textbox', { name, exact: true });
const secret = (dialog: Locator, label: string) => dialog.getByLabel(label, { exact: true });

/** Presses Create and answers what was sent. */
async function create({ page, dialog }: { page: Page; dialog: Locator }) {
  const sent = page.waitForRequest(/\/trpc\/connections\.create/);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const input = (await sent).postDataJSON();
  await gone(dialog);
  return input;
}

describe('each kind is created with its own fields', () => {
  it.each([
    {
      kind: 'PostgreSQL',
      texts: { Host: 'db.example.com', 'Database Name': 'shop', Schema: 'sales', 'Username *': 'ada' },
      sent: {
        dbType: 'postgresql',
        host: 'db.example.com',
        port: 5432,
        databaseName: 'shop',
        username: 'ada',
        useSsl: true,
        options: { sslMode: 'verify-full', schema: 'sales' },
      },
    },
    {
      kind: 'MySQL',
      texts: { Host: '127.0.0.1', 'Database Name': 'shop', 'Username *': 'ada' },
      sent: {
        dbType: 'mysql',
        host: '127.0.0.1',
        port: 3306,
        databaseName: 'shop',
        username: 'ada',
        useSsl: false,
        options: { sslMode: 'disable' },
      },
    },
    {
      kind: 'SQL Server',
      texts: { Host: 'sql.example.com', 'Instance Name': 'REPORTS', 'Username *': 'sa' },
      sent: {
        dbType: 'sqlserver',
        host: 'sql.example.com',
        port: 1433,
        databaseName: null,
        username: 'sa',
        useSsl: true,
        options: { instanceName: 'REPORTS', encrypt: true, trustServerCertificate: false },
      },
    },
    {
      kind: 'Databricks',
      texts: { Host: 'adb-1.azuredatabricks.net', 'HTTP Path *': '/sql/1.0/warehouses/a', Catalog: 'main' },
      secrets: { 'Access token *': 'dapi-7' },
      sent: {
        dbType: 'databricks',
        host: 'adb-1.azuredatabricks.net',
        port: 443,
        databaseName: 'main',
        useSsl: true,
        options: { httpPath: '/sql/1.0/warehouses/a' },
        credential: { type: 'token', token: 'dapi-7' },
      },
    },
    {
      kind: 'Snowflake',
      texts: {
        Host: 'xy1.snowflakecomputing.com',
        'Account *': 'xy1',
        Warehouse: 'WH',
        'Database Name': 'DW',
        Schema: 'S',
        Role: 'R',
        'Username *': 'ada',
      },
      sent: {
        dbType: 'snowflake',
        host: 'xy1.snowflakecomputing.com',
        port: 443,
        databaseName: 'DW',
        username: 'ada',
        useSsl: true,
        options: { account: 'xy1', warehouse: 'WH', schema: 'S', role: 'R' },
      },
    },
  ])('$kind', async ({ kind, texts, secrets, sent }) => {
    const visit = await newConnection(`Kind ${kind}`);
    const { page, dialog } = visit;
    await dialog.getByText(kind, { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Connection Name' }).fill('made');
    for (const [label, text] of Object.entries(texts)) await box(dialog, label.replace(' *', '')).fill(text);
    for (const [label, text] of Object.entries(secrets ?? {})) {
      site().secrets.add(text);
      await dialog.getByLabel(label.replace(' *', '')).first().fill(text);
    }
    const order = { environment: 'other', tags: [], ownerId: null };
    expect(await create(visit)).toEqual({ name: 'made', description: null, ...order, ...sent });
    await seen(rowOf(page, 'made'));
  });
});

describe('every way to sign in reaches the server as it is', () => {
  async function snowflake(name: string) {
    const visit = await newConnection(name);
    await visit.dialog.getByText('Snowflake', { exact: true }).click();
    for (const [label, text] of Object.entries({ 'Connection Name': 'made', Host: 'x.example', Account: 'xy1' }))
      await visit.dialog.getByRole('textbox', { name: label }).fill(text);
    await visit.dialog.getByRole('textbox', { name: 'Username' }).fill('ada');
    return visit;
  }

  it('a password, and what was typed for another way stays typed', async () => {
    const visit = await snowflake('Password');
    const { dialog } = visit;
    await secret(dialog, 'Password').fill('Kurs-Nord-1');
    await dialog.getByRole('button', { name: 'Access token', exact: true }).click();
    expect(await dialog.getByRole('button', { name: 'Access token', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    await dialog.getByLabel('Programmatic access token').first().fill('pat-1');
    await dialog.getByRole('button', { name: 'Password', exact: true }).click();
    expect(await secret(dialog, 'Password').inputValue()).toBe('Kurs-Nord-1');
    site().secrets.add('Kurs-Nord-1');
    expect((await create(visit)).credential).toEqual({ type: 'password', password: 'Kurs-Nord-1' });
  });

  it('a programmatic access token', async () => {
    const visit = await snowflake('Token');
    await visit.dialog.getByRole('button', { name: 'Access token', exact: true }).click();
    await visit.dialog.getByRole('button', { name: 'Create' }).click();
    await seen(visit.dialog.getByText('Programmatic access token is required'));
    await visit.dialog.getByLabel('Programmatic access token').first().fill('pat-geheim-2');
    site().secrets.add('pat-geheim-2');
    expect((await create(visit)).credential).toEqual({ type: 'token', token: 'pat-geheim-2' });
  });

  it('a key pair, whose passphrase is asked for when the key is encrypted', async () => {
    const visit = await snowflake('Key pair');
    const { dialog, page } = visit;
    await dialog.getByRole('button', { name: 'Key pair' }).click();
    const key = dialog.getByRole('textbox', { name: 'Private key' });
    await key.fill(identity.cert);
    await seen(dialog.getByText(/This is a certificate\. Here goes its private key/));
    await key.fill(plainKey);
    await seen(dialog.getByText('Private key, not encrypted'));
    await key.fill(sealedKey);
    await seen(dialog.getByText('Private key, encrypted'));
    await dialog.getByRole('button', { name: 'Create' }).click();
    await seen(dialog.getByText('The key is encrypted: its passphrase is required'));
    const passphrase = secret(dialog, 'Passphrase');
    await eventually(() => passphrase.evaluate((field) => field === document.activeElement)).toBe(true);
    await passphrase.fill('Losung-9');
    site().secrets.add('Losung-9').add(sealedKey.trim());
    const { credential } = await create(visit);
    expect(credential).toEqual({ type: 'keyPair', privateKey: sealedKey, passphrase: 'Losung-9' });
    expect(await everythingOn(page)).not.toContain('Losung-9');
  });

  it('a service principal of Databricks, both of its halves', async () => {
    const visit = await newConnection('Principal');
    const { dialog } = visit;
    await dialog.getByText('Databricks', { exact: true }).click();
    for (const [label, text] of Object.entries({
      'Connection Name': 'made',
      Host: 'adb.example',
      'HTTP Path': '/sql/1',
    }))
      await dialog.getByRole('textbox', { name: label }).fill(text);
    await dialog.getByRole('button', { name: 'OAuth service principal' }).click();
    await dialog.getByRole('textbox', { name: 'Client ID' }).fill('app-1');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await seen(dialog.getByText('Client secret is required'));
    await dialog.getByLabel('Client secret').first().fill('dose-geheim');
    site().secrets.add('dose-geheim');
    const { credential } = await create(visit);
    expect(credential).toEqual({ type: 'oauthClient', clientId: 'app-1', clientSecret: 'dose-geheim' });
  });

  it('an access token for PostgreSQL', async () => {
    const visit = await newConnection('Cloud token');
    const { dialog } = visit;
    for (const [label, text] of Object.entries({ 'Connection Name': 'made', Host: 'db.example', Username: 'ada' }))
      await dialog.getByRole('textbox', { name: label }).fill(text);
    await dialog.getByRole('button', { name: 'Access token', exact: true }).click();
    await dialog.getByLabel('Access token').first().fill('eyJ-geheim');
    site().secrets.add('eyJ-geheim');
    expect((await create(visit)).credential).toEqual({ type: 'token', token: 'eyJ-geheim' });
  });

  it('a client certificate by files, with a key and no password', async () => {
    const visit = await newConnection('Certificate');
    const { dialog } = visit;
    for (const [label, text] of Object.entries({ 'Connection Name': 'made', Host: 'db.example', Username: 'ada' }))
      await dialog.getByRole('textbox', { name: label }).fill(text);
    const windows = identity.cert.replaceAll('\n', '\r\n');
    const choose = async (field: string, name: string, text: string | Uint8Array) => {
      const chooser = visit.page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: `Choose file for ${field}` }).click();
      await (await chooser).setFiles({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text) });
    };
    await choose('Client Certificate', 'client.der', new Uint8Array([0x30, 0x82, 0x01]));
    await seen(dialog.getByText('client.der is not PEM text. Convert it first, for example with openssl.'));
    await choose('Client Certificate', 'client.key', identity.key);
    await seen(dialog.getByText(/There is a private key in this/));
    await choose('Client Certificate', 'client.crt', windows);
    await seen(dialog.getByText('Certificate, CN=portolan, expires 2031-05-06'));
    await dialog.getByRole('button', { name: 'Create' }).click();
    await seen(dialog.getByText('The key of the client certificate is required'));
    await choose('Client Key', 'client.key', identity.key);
    await seen(dialog.getByText('Private key, not encrypted'));
    await seen(dialog.getByText('Blank: the certificate alone signs in'));
    site().secrets.add(identity.key.trim());
    const { options, credential } = await create(visit);
    expect(options).toEqual({ sslMode: 'verify-full', sslCert: windows });
    expect(credential).toEqual({ type: 'password', password: '', tlsKey: identity.key });
  });
});

it('a dropped file fills its field, and one that misses it leaves the page alone', async () => {
  const { page, dialog } = await newConnection('Drop');
  const drop = (target: Locator, text: string) =>
    target.evaluate((element, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], 'ca.pem'));
      const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      return !element.dispatchEvent(event);
    }, text);
  const authorityField = dialog.getByRole('textbox', { name: 'CA Certificate' });
  expect(await drop(authorityField, authority.ca)).toBe(true);
  await eventually(() => authorityField.inputValue()).toBe(authority.ca);
  await seen(dialog.getByText(/^Certificate, CN=Windrose CA, expires/));
  expect(await drop(dialog.getByRole('textbox', { name: 'Host' }), authority.ca)).toBe(true);
  expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('');
  expect(pageOf(page)).toBe('/connections');
});

describe('TLS', () => {
  it('is verified by default, and anything less is warned about', async () => {
    const { dialog } = await newConnection('Modes');
    const mode = dialog.getByRole('combobox', { name: 'TLS Mode' });
    expect(await mode.inputValue()).toBe('verify-full');
    const shown = (name: string) => dialog.getByRole('textbox', { name }).count();
    expect([await shown('CA Certificate'), await shown('Client Certificate'), await shown('Client Key')]).toEqual([
      1, 1, 1,
    ]);
    await mode.selectOption('require');
    await seen(dialog.getByText(/certificate is not verified: whoever sits in between/));
    expect([await shown('CA Certificate'), await shown('Client Key')]).toEqual([0, 1]);
    expect(await mode.locator('option:checked').textContent()).toContain('not verified');
    await mode.selectOption('disable');
    await seen(dialog.getByText(/Not encrypted: the password and all data/));
    expect(await shown('Client Certificate')).toBe(0);

    await dialog.getByText('SQL Server', { exact: true }).click();
    await seen(dialog.getByText(/Not encrypted: the password and all data/));
    expect(await dialog.getByRole('switch', { name: 'Trust Server Certificate' }).count()).toBe(0);
    await dialog.getByRole('switch', { name: 'Encrypt Connection' }).check();
    await dialog.getByRole('switch', { name: 'Trust Server Certificate' }).check();
    await seen(dialog.getByText(/certificate is not verified: whoever sits in between/));
    await dialog.getByText('Snowflake', { exact: true }).click();
    await seen(dialog.getByText('Always encrypted: this type speaks verified HTTPS only.'));
  });
});

describe('a connection URL', () => {
  it('has a place of its own, and is taken apart into the fields of its kind', async () => {
    const { page, context, dialog } = await newConnection('URL');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const open = dialog.getByRole('button', { name: 'Paste a connection URL' });
    await open.click();
    const url = dialog.getByRole('textbox', { name: 'Connection URL' });
    await eventually(() => url.evaluate((field) => field === document.activeElement)).toBe(true);
    await url.fill('https://example.com');
    await page.keyboard.press('Enter');
    await seen(dialog.getByText(/No connection URL of any of these types/));
    const secretPart = 'dose-in-der-url';
    site().secrets.add(secretPart);
    const text = `jdbc:databricks://adb-9.example:443;httpPath=/sql/1.0/warehouses/w;AuthMech=11;OAuth2ClientId=app-9;OAuth2Secret=${secretPart}`;
    await page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await url.fill('');
    await page.keyboard.press('Control+V');
    await seen(dialog.getByText(/^Filled in from the URL: host, port, and client secret\./));
    await gone(url);
    expect(await dialog.getByRole('radio', { name: 'Databricks' }).isChecked()).toBe(true);
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('adb-9.example');
    expect(await dialog.getByRole('textbox', { name: 'Client ID' }).inputValue()).toBe('app-9');
    expect(await dialog.getByLabel('Client secret').first().inputValue()).toBe(secretPart);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(secretPart);
    await eventually(() => open.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('that is pasted over another keeps nothing of it, and says what has no place', async () => {
    const { page, context, dialog } = await newConnection('Second URL');
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const paste = async (text: string) => {
      await page.evaluate((value) => navigator.clipboard.writeText(value), text);
      const host = dialog.getByRole('textbox', { name: 'Host' });
      await host.focus();
      await page.keyboard.press('Control+V');
    };
    const first = 'erstes-Losungswort';
    site().secrets.add(first);
    await paste(`postgres://ada:${first}@old.example:6432/shop?sslmode=disable&schema=sales`);
    await seen(dialog.getByText(/^Filled in from the URL: host, port, database, username, and password\./));
    await paste('jdbc:sqlserver://127.0.0.1:1;user=sa;password={p;w};loginTimeout=5');
    await seen(dialog.getByText('Not taken over: loginTimeout.'));
    const asked = page.waitForRequest(/\/trpc\/connections\.watchTest/);
    await dialog.getByRole('button', { name: 'Test Connection' }).click();
    const request = await asked;
    const text = `${decodeURIComponent(request.url())} ${request.postData() ?? ''}`;
    for (const gone of [first, 'old.example', '6432', 'shop', 'sales', 'ada']) expect(text).not.toContain(gone);
    const { 0: input } = JSON.parse(request.postData() ?? '');
    expect(input.credential).toEqual({ type: 'password', password: 'p;w' });
    expect(input).toMatchObject({
      dbType: 'sqlserver',
      host: '127.0.0.1',
      port: 1,
      username: 'sa',
      databaseName: null,
    });
    await paste('postgres://ada:x@h1.example,h2.example/shop');
    await seen(dialog.getByText('Several hosts are named, and a connection here has one. Nothing was taken over.'));
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe('127.0.0.1');
    await expectNoViolation(page, 'dialog with a refused URL');
  });
});
