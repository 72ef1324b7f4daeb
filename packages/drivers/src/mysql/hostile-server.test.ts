import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { createAuthority } from '@portolan/testing/postgres';
import mysql from 'mysql2';
import { afterAll, describe, expect, test } from 'vitest';
import type { ConnectionTarget } from '../driver.ts';
import { blackHole, type Emulator, emulate, greeting, replying } from '../testing/emulators.ts';
import {
  answerPackets,
  authSwitch,
  CHALLENGE,
  columnPackets,
  errorPacket,
  greetingPacket,
  ok,
  packet,
  rowPacket,
} from '../testing/mysql-packets.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

const SECRET = 'planted-secret';
const host = openDrivers({ deadlineMs: 4_000 });
afterAll(() => host.close());

/** In every spelling in which it could leak, also read backwards from what the protocol does to it. */
function expectUntold(heard: string): void {
  const bytes = Buffer.from(SECRET);
  const masked = Buffer.from(bytes.map((byte, at) => byte ^ CHALLENGE.charCodeAt(at % CHALLENGE.length)));
  for (const form of [SECRET, bytes.toString('hex'), bytes.toString('base64'), masked.toString('latin1')]) {
    expect(heard).not.toContain(form);
  }
}

async function diagnoseAgainst(make: () => Promise<Emulator>, over: Partial<ConnectionTarget> = {}) {
  await using peer = await make();
  const target = targetOf({ dbType: 'mysql', port: peer.port, credential: passwordOf(SECRET), ...over });
  const result = await host.diagnose(target);
  expect(JSON.stringify(result)).not.toContain(SECRET);
  expectUntold(peer.heard());
  return { ...verdictOf(result), message: result.message, version: result.serverVersion, heard: peer.heard() };
}

/** Greets, and answers the n-th thing it hears with the n-th reply. */
const server = (...replies: Uint8Array[]) =>
  emulate((socket) => {
    const left = [...replies];
    socket.write(greetingPacket());
    socket.on('data', () => socket.write(left.shift() ?? ''));
  });

const SSL_REQUEST_LENGTH = 36;
const POSTGRES = Buffer.from('E\0\0\0\x2cSFATAL\0C0A000\0Munsupported frontend protocol\0\0', 'latin1');

describe.concurrent.each([false, true])('with TLS %s', (useSsl) => {
  const stage = useSsl ? 'tls' : 'auth';

  test.each<[string, () => Promise<Emulator>]>([
    ['an SSH server', () => greeting('SSH-2.0-OpenSSH_9.9\r\n')],
    ['a mail server', () => greeting('220 mail.example ESMTP\r\n')],
    ['an HTTP server that speaks first', () => greeting('HTTP/1.1 408 Request Timeout\r\n\r\n')],
    ['a PostgreSQL error', () => greeting(POSTGRES)],
    ['two letters', () => greeting('OK')],
    ['a packet that never ends', () => greeting(Buffer.from([0xff, 0xff, 0xff, 0, 10]))],
    ['a greeting cut short', () => greeting(packet(0, '\n8.4.0\0abc'))],
    ['a greeting of protocol 9', () => greeting(packet(0, '\t3.20.0\0', Buffer.alloc(20)))],
    ['more than a greeting', () => greeting(Buffer.concat([greetingPacket({ tls: true }), ok(1)]))],
    ['a server that hangs up', () => emulate((socket) => socket.end())],
  ])('%s is the wrong service', async (_, make) => {
    const result = await diagnoseAgainst(make, { useSsl });
    expect(result).toMatchObject({ success: false, code: 'WRONG_SERVICE', stage });
    expect(result.heard).toBe('');
  });

  test.each([
    ['a black hole', blackHole],
    ['half a greeting', () => greeting(greetingPacket().subarray(0, 30))],
    ['a server that waits to be spoken to', () => replying('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('%s is a timeout at the stage that ran out', async (_, make) => {
    expect(await diagnoseAgainst(make, { useSsl })).toMatchObject({ code: 'TIMEOUT', stage, heard: '' });
  });

  test('an error in place of a greeting is told by its number', async () => {
    const full = () => greeting(packet(0, [0xff, 1040 & 255, 1040 >> 8], 'Too many connections'));
    expect(await diagnoseAgainst(full, { useSsl })).toMatchObject({ code: 'CAPACITY', stage: 'database' });
    const barred = () => greeting(packet(0, [0xff, 1130 & 255, 1130 >> 8], "Host 'x' is not allowed"));
    expect(await diagnoseAgainst(barred, { useSsl })).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
  });
});

test('a greeting that comes byte by byte is a greeting', async () => {
  const dripping = () =>
    emulate(async (socket) => {
      socket.setNoDelay(true);
      for (const byte of greetingPacket()) {
        await new Promise<void>((resolve) => socket.write(Buffer.from([byte]), () => setImmediate(resolve)));
      }
      socket.once('data', () => socket.write(errorPacket(2, 1049, 'Unknown database')));
    });
  expect(await diagnoseAgainst(dripping)).toMatchObject({ code: 'DATABASE_NOT_FOUND', stage: 'database' });
});

describe('without TLS the password itself is never sent', () => {
  test.each<[string, Uint8Array[], string]>([
    ['clear text', [authSwitch(2, 'mysql_clear_password'), ok(4)], 'TLS_REQUIRED'],
    ['sha256_password', [authSwitch(2, 'sha256_password'), ok(4)], 'TLS_REQUIRED'],
    ['a full login', [authSwitch(2, 'caching_sha2_password'), packet(4, [1, 4]), ok(6)], 'TLS_REQUIRED'],
    ['a key of its own', [authSwitch(2, 'caching_sha2_password'), packet(4, [1], RSA_KEY()), ok(6)], 'AUTH_FAILED'],
    ['the old hash', [packet(2, [0xfe]), ok(4)], 'AUTH_FAILED'],
    ['a dialogue', [authSwitch(2, 'dialog'), ok(4)], 'AUTH_FAILED'],
    ['ed25519', [authSwitch(2, 'client_ed25519'), ok(4)], 'AUTH_FAILED'],
    ['what nobody knows', [authSwitch(2, '__proto__'), ok(4)], 'AUTH_FAILED'],
  ])('to a server that asks for %s', async (_, replies, code) => {
    expect(await diagnoseAgainst(() => server(...replies))).toMatchObject({ success: false, code, stage: 'auth' });
  });

  test('the answer to a challenge is that of the library', async () => {
    const { heard } = await diagnoseAgainst(() => server(authSwitch(2, 'caching_sha2_password'), packet(4, [1, 3])));
    const { caching_sha2_password: plugin } = mysql.authPlugins as unknown as Record<string, Plugin>;
    const token = plugin?.({})({ connection: { config: { password: SECRET } } })(Buffer.from(`${CHALLENGE}\0`));
    expect(token).toHaveLength(32);
    expect(heard).toContain(token?.toString('latin1'));
  });
});

type Plugin = (options: object) => (context: object) => (data: Buffer) => Buffer;

function RSA_KEY(): string {
  return '-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK==\n-----END PUBLIC KEY-----\n';
}

describe('over TLS', () => {
  const authority = createAuthority();
  const own = authority.issue({ commonName: 'db', names: ['localhost'] });
  const context = createSecureContext({ cert: own.cert, key: own.key });

  /** Takes the request for TLS, encrypts, and then answers; `clear` holds what it has read after that. */
  function secureServer(clear: Buffer[], ...replies: Uint8Array[]) {
    return emulate((socket: Socket) => {
      const left = [...replies];
      socket.write(greetingPacket({ tls: true }));
      socket.once('data', (request: Buffer) => {
        // The first words of the handshake may have come along with the request for it.
        socket.removeAllListeners('data').pause();
        socket.unshift(request.subarray(SSL_REQUEST_LENGTH));
        const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
        secure.on('error', () => {});
        secure.on('data', (chunk: Buffer) => {
          clear.push(chunk);
          secure.write(left.shift() ?? '');
        });
      });
    });
  }

  async function loginTo(sslMode: 'require' | 'verify-full', ...replies: Uint8Array[]) {
    const clear: Buffer[] = [];
    const options = { sslMode, sslCa: authority.ca };
    const result = await diagnoseAgainst(() => secureServer(clear, ...replies), { host: 'localhost', options });
    return { ...result, told: Buffer.concat(clear).toString('latin1') };
  }

  test('clear text goes to a verified server only', async () => {
    const asks = [authSwitch(3, 'mysql_clear_password'), errorPacket(5, 1045, 'no')];
    const unverified = await loginTo('require', ...asks);
    expect(unverified).toMatchObject({ code: 'TLS_REQUIRED', stage: 'auth' });
    expectUntold(unverified.told);
    const verified = await loginTo('verify-full', ...asks);
    expect(verified).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
    expect(verified.told).toContain(`${SECRET}\0`);
  });

  test('a full login is what encryption is for', async () => {
    const asks = [authSwitch(3, 'caching_sha2_password'), packet(5, [1, 4]), errorPacket(7, 1045, 'no')];
    for (const mode of ['require', 'verify-full'] as const) {
      const result = await loginTo(mode, ...asks);
      expect(result).toMatchObject({ code: 'AUTH_FAILED', stage: 'auth' });
      expect(result.told).toContain(`${SECRET}\0`);
    }
  });

  test('a server that does not encrypt after all gets no login', async () => {
    const lies = () => server(authSwitch(2, 'mysql_clear_password'));
    const offering = () =>
      emulate((socket) => {
        socket.write(greetingPacket({ tls: true }));
        socket.once('data', () => socket.write(ok(2)));
      });
    const options = { sslMode: 'require' as const };
    expect(await diagnoseAgainst(lies, { options })).toMatchObject({
      code: 'TLS_UNSUPPORTED',
      stage: 'tls',
      heard: '',
    });
    const result = await diagnoseAgainst(offering, { options });
    expect(result).toMatchObject({ code: 'WRONG_SERVICE', stage: 'tls' });
    expect(result.heard).not.toContain('app');
  });
});

describe('after the login', () => {
  test.each<[string, Uint8Array[]]>([
    ['asks for a local file', [packet(1, [0xfb], '/etc/passwd'), ok(3)]],
    ['is of no version', [answerPackets('version()', 'unbelievable')]],
    ['answers nothing', [ok(1)]],
    ['breaks the protocol', [Buffer.concat([packet(1, [2]), packet(2, [255, 255, 255, 255])])]],
    ['ends the columns too early', [Buffer.concat([packet(1, [2]), ok(2)])]],
    ['sends a packet too large', [Buffer.from([0xff, 0xff, 0xff, 1, 1, 1])]],
    ['refuses', [errorPacket(1, 1227, 'Access denied; you need SUPER')]],
  ])('a server that %s fails the query and nothing else', async (_, replies) => {
    const result = await diagnoseAgainst(() => server(ok(2), ...replies));
    expect(result.success).toBe(false);
    expect(['QUERY_FAILED', 'PERMISSION_DENIED']).toContain(result.code);
    expect(result.stage).toBe('query');
    expect(result.heard).not.toContain('root:');
  });

  test('an answer without end ends with the call, in little memory', async () => {
    const endless = () =>
      emulate((socket) => {
        let heard = 0;
        let sequence = 4;
        const pour = () => {
          while (!socket.destroyed && socket.write(rowPacket(sequence++, 'x'.repeat(200))));
        };
        socket.write(greetingPacket());
        socket.on('data', () => {
          heard++;
          if (heard === 1) socket.write(ok(2));
          if (heard !== 2) return;
          socket.write(columnPackets('version()'));
          socket.on('drain', pour);
          pour();
        });
      });
    const result = await diagnoseAgainst(endless);
    expect(result).toMatchObject({ code: 'QUERY_FAILED', stage: 'query' });
    expect(result.message).not.toContain('xxx');
  });

  test('a version with more than a version in it is cut down to one', async () => {
    const flavoured = answerPackets('version()', '9.9.1-<script>planted</script>');
    const settled = [ok(1), ok(1), ok(1)];
    const grants = answerPackets('Grants', 'GRANT USAGE ON *.* TO `a`@`b`');
    const counts = Buffer.concat([columnPackets('s', 'n'), packet(5, [0xfe, 0, 0, 2, 0])]);
    const result = await diagnoseAgainst(() => server(ok(2), flavoured, ...settled, grants, counts));
    expect(result).toMatchObject({ success: true, version: '9.9.1' });
  });
});
