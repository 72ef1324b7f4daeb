import { once } from 'node:events';
import net from 'node:net';
import pg from 'pg';
import { afterAll, expect, inject, test, vi } from 'vitest';
import { ChangeListener } from './change-listener.ts';

/** A lease and a little more: after it nothing may count that was not asked for since. */
const LEASE_OVER_MS = 60;

// Provided by the global setup of the test run, whose types this package may not import. Nobody else listens there.
const serverUrl = inject('postgresUrl' as never) as string;
const database = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => database.end());

const tell = (scope: string) => database.query("select pg_notify('portolan_changes', $1)", [scope]);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function listen(url = serverUrl) {
  const heard: string[] = [];
  const listener = new ChangeListener(
    { connectionString: url, application_name: 'changes under test' },
    { onChange: (scope) => heard.push(scope), onGap: () => heard.push('gap') },
  );
  const current = () => vi.waitUntil(() => listener.isCurrent(), { timeout: 10_000, interval: 1 });
  return { listener, heard, current };
}

/** What a server says, but for what it tells whoever listens: each message is a letter, its length and so many bytes. */
function withoutNotifications(pass: (message: Buffer) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1);
      if (String.fromCharCode(rest[0] ?? 0) !== 'A') pass(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

/** A way to the server that can fall silent, or be so from the start, as a network does: nothing is closed. */
async function startRelay({ silent = false, tells = true } = {}) {
  const { hostname, port } = new URL(serverUrl);
  const pairs: net.Socket[] = [];
  const server = net.createServer((inner) => {
    if (silent) {
      pairs.push(inner.resume());
      return;
    }
    const outer = net.connect(Number(port), hostname);
    for (const socket of [inner, outer]) pairs.push(socket.on('error', () => socket.destroy()));
    inner.pipe(outer);
    if (tells) outer.pipe(inner);
    else
      outer.on(
        'data',
        withoutNotifications((message) => inner.write(message)),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as net.AddressInfo).port);
  return {
    url: url.href,
    silence: () => {
      for (const socket of pairs) socket.pause();
    },
    speak: () => {
      for (const socket of pairs) socket.resume();
    },
    sockets: pairs,
    close: () => {
      for (const socket of pairs) socket.destroy();
      server.close();
    },
  };
}

test('hears what was committed before it says that it has heard all', async () => {
  const { listener, heard, current } = listen();
  await current();
  for (let at = 0; at < 300; at++) {
    await tell(`user:${at}`);
    await listener.settled();
    expect(heard.at(-1)).toBe(`user:${at}`);
  }
  await Promise.all(Array.from({ length: 50 }, (_, at) => tell(`tenant:${at}`).then(() => listener.settled())));
  expect(heard.filter((scope) => scope.startsWith('tenant:'))).toHaveLength(50);
  await listener.close();
  expect(listener.isCurrent()).toBe(false);
  expect(heard.at(-1)).toBe('gap');
});

test('of a server that has fallen silent nothing is current; when it speaks again, all is heard', async () => {
  const relay = await startRelay();
  const { listener, heard, current } = listen(relay.url);
  await current();
  relay.silence();
  await sleep(LEASE_OVER_MS);
  expect(listener.isCurrent()).toBe(false);
  await tell('user:1');
  await sleep(LEASE_OVER_MS);
  expect(listener.isCurrent()).toBe(false);
  expect(heard).not.toContain('user:1');
  relay.speak();
  await current();
  expect(heard).toContain('user:1');
  await listener.close();
  relay.close();
});

test('nobody waits for a server that has fallen silent: neither who has changed something, nor who closes', async () => {
  const relay = await startRelay();
  const { listener, heard, current } = listen(relay.url);
  await current();
  heard.length = 0;
  relay.silence();
  await Promise.all([listener.settled(), listener.settled()]);
  expect(listener.isCurrent()).toBe(false);
  // It is not given up yet.
  expect(heard).toEqual([]);
  await listener.close();
  relay.close();
});

test.each([
  ['that is idle', false],
  ['that is being made', true],
])('a connection %s is closed, though the server be silent', async (_, silent) => {
  const relay = await startRelay({ silent });
  const { listener, current } = listen(relay.url);
  if (silent) {
    listener.isCurrent();
    await vi.waitUntil(() => relay.sockets.length > 0);
  } else {
    await current();
    await listener.settled();
    relay.silence();
  }
  await listener.close();
  if (silent) await vi.waitUntil(() => relay.sockets.every(({ destroyed }) => destroyed));
  relay.close();
});

test('a connection that is ended leaves a gap, and another is made', async () => {
  const { listener, heard, current } = listen();
  await current();
  heard.length = 0;
  await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'changes under test'",
  );
  await vi.waitUntil(() => heard.includes('gap'));
  expect(listener.isCurrent()).toBe(false);
  await listener.settled();
  await current();
  await tell('user:2');
  await listener.settled();
  expect(heard.at(-1)).toBe('user:2');
  await listener.close();
});

test('a server that takes who listens and tells nothing is never current', async () => {
  const relay = await startRelay({ tells: false });
  const { listener } = listen(relay.url);
  listener.isCurrent();
  await vi.waitUntil(() => relay.sockets.length > 0 && relay.sockets.every(({ destroyed }) => destroyed));
  for (let at = 0; at < 20; at++) {
    expect(listener.isCurrent()).toBe(false);
    await sleep(1);
  }
  await listener.close();
  relay.close();
});

test('without a server it is never current, and nobody waits', async () => {
  const { listener } = listen('postgresql://nobody:x@127.0.0.1:1/none');
  expect(listener.isCurrent()).toBe(false);
  await listener.settled();
  expect(listener.isCurrent()).toBe(false);
  await listener.close();
});
