import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Harness, type Member, startHarness } from './harness.ts';

const PASSWORD = 'pl4nted-Secret/ü';
const ECHOES = [
  PASSWORD,
  `Basic ${Buffer.from(`ada:${PASSWORD}`).toString('base64')}`,
  `Basic ${Buffer.from(`someone:${PASSWORD}!`).toString('base64url')}`,
  Buffer.from(PASSWORD, 'utf16le').toString('base64'),
  Buffer.from(PASSWORD).toString('hex'),
  [...PASSWORD].reverse().join(''),
];
const WORDS = `ring the DBA \u202eevil\u0007 ${ECHOES.join(' | ')}`;

let api: Harness;
let tenant: string;
let ada: Member;
let bob: Member;
let emulator: Server;
let port: number;
let held: (() => void)[] = [];

/** A server that answers the first message of a PostgreSQL client by an error of its own choice, when it is let. */
beforeAll(async () => {
  api = await startHarness();
  tenant = await api.createTenant(await api.token(), 'words');
  ada = await api.member(tenant, 'admin');
  bob = await api.member(tenant, 'admin');
  const fields = ['SERROR', 'C28P01', `M${WORDS}`, ''].map((field) => `${field}\0`).join('');
  const body = Buffer.from(fields);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  emulator = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      const reply = () => socket.end(Buffer.concat([Buffer.from('E'), length, body]));
      if (holding) held.push(reply);
      else reply();
    });
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  port = (emulator.address() as { port: number }).port;
});
let holding = false;
afterAll(async () => {
  emulator.close();
  await api.close();
});

const target = () => ({ dbType: 'postgresql', host: '127.0.0.1', port, username: 'ada', password: PASSWORD });
const clean = (text: string) => {
  for (const echo of ECHOES) expect(text).not.toContain(echo.replace('Basic ', ''));
  expect(text).not.toMatch(/(?=[^\s])[\p{Cc}\p{Cf}]/u);
};

async function save(name: string): Promise<string> {
  const answer = await api.ask('POST', '/api/connections', { token: ada.token, body: { name, ...target() } });
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}

describe('what a hostile server says', () => {
  it('goes to the person who tests, scrubbed and with what is unseen made visible', async () => {
    const { body, text } = await api.ask('POST', '/api/connections/test', { token: ada.token, body: target() });
    expect(body.data).toMatchObject({ success: false, code: 'AUTH_FAILED', errorNumber: '28P01' });
    expect(body.data.serverMessage).toMatch(/^ring the DBA \[U\+202E\]evil\[U\+0007\] \*\*\* \| Basic/);
    expect(body.data.message).toBe(`The server refused the login: ${body.data.serverMessage}`);
    clean(text);
  });

  it('is not kept, nor shown to others: a fixed sentence and the number are', async () => {
    const id = await save('kept');
    const tested = await api.ask('POST', `/api/connections/${id}/test`, { token: ada.token });
    expect(tested.body.data.message).toContain('ring the DBA');
    const lastTestMessage = 'The server refused the login (error 28P01)';
    const read = await api.ask('GET', `/api/connections/${id}`, { token: bob.token });
    expect(read.body.data).toMatchObject({ lastTestResult: false, lastTestMessage });
    expect(await api.client(bob.token).connections.get.query({ id })).toMatchObject({ lastTestMessage });
    const dump = JSON.stringify([
      await api.database.query('select * from data_connections'),
      await api.database.query('select * from audit_events'),
      api.log,
    ]);
    expect(dump).not.toContain('ring the DBA');
    clean(dump);
  });

  it('is no part of what those hear who use the stored credential and hold none', async () => {
    const id = await save('lent');
    const guest = await api.member(tenant, ['connections:introspect', 'connections:test']);
    const told = { token: guest.token };
    const fixed = 'The server refused the login (error 28P01)';
    const paths = ['schemas', 'tables', 'tables/x/fields', 'refresh'];
    for (const path of paths) {
      const answer = await api.ask(path === 'refresh' ? 'POST' : 'GET', `/api/connections/${id}/${path}`, told);
      expect(answer.text, path).not.toContain('ring the DBA');
      if (answer.status === 502) expect(answer.body.error.message).toBe(fixed);
    }
    const { introspection } = api.client(guest.token);
    await expect(introspection.schemas.query({ id })).rejects.toThrow(fixed);
    const saved = await api.ask('POST', `/api/connections/${id}/test`, told);
    expect(saved.body.data).toMatchObject({ success: false, message: fixed });
    const { password, ...unsaved } = target();
    const lent = await api.ask('POST', '/api/connections/test', { ...told, body: { ...unsaved, connectionId: id } });
    expect(lent.body.data).toMatchObject({ success: false, message: fixed });
    expect(saved.text + lent.text).not.toContain('ring the DBA');
    const entered = await api.ask('POST', '/api/connections/test', { ...told, body: target() });
    expect(entered.body.data.message).toContain('ring the DBA');
  });

  it('is no part of what another hears who waits for the same reading, or watches it', async () => {
    const id = await save('shared');
    holding = true;
    const adas = api.client(ada.token);
    const first = adas.introspection.refresh.mutate({ id }).catch((error: Error) => error.message);
    await expect.poll(() => held.length).toBe(1);
    const second = api.ask('POST', `/api/connections/${id}/refresh`, { token: bob.token });
    const { refreshes } = api.composition.services;
    const seen: string[] = [];
    const watching = (async () => {
      for await (const progress of refreshes.watch({ tenantId: tenant, id }, undefined))
        seen.push(JSON.stringify(progress));
    })();
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    // The second has joined once its event loop has turned; it is waited for by its answer.
    await new Promise((resolve) => setTimeout(resolve, 300));
    holding = false;
    for (const reply of held) reply();
    held = [];
    expect(await first).toBe('The server refused the login (error 28P01)');
    const answer = await second;
    expect([answer.status, answer.body.error.message]).toEqual([502, 'The server refused the login (error 28P01)']);
    await watching;
    expect(answer.text + seen.join()).not.toContain('ring the DBA');
    expect(seen.at(-1)).toContain('The server refused the login (error 28P01)');
  });
});
