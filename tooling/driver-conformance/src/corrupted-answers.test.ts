import { DiagnosisCode, STAGES } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';
import { DiagnosisError } from '@portolan/drivers';
import { openDrivers, passwordOf, type Rewrite, relayTo, targetOf } from '@portolan/drivers/testing';
import { sampleDatabase, startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { LOGIN, PLAIN, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { startTestMariadb } from '@portolan/testing/mariadb';
import { startTestPostgres } from '@portolan/testing/postgres';
import { afterAll, expect, test } from 'vitest';

const lost: unknown[] = [];
const host = openDrivers({
  deadlineMs: 2_000,
  hardCapMs: 8_000,
  introspectionMs: 2_000,
  onEvent: (event) => event.type === 'worker-ended' && event.cause !== 'closed' && lost.push(event),
});
afterAll(() => host.close());

/** Ways to spoil an answer at one byte. */
const SPOILERS: Record<string, (chunk: Buffer, at: number) => Buffer> = {
  'all bits set': (chunk, at) => Buffer.concat([chunk.subarray(0, at), Buffer.from([0xff]), chunk.subarray(at + 1)]),
  'no bit set': (chunk, at) => Buffer.concat([chunk.subarray(0, at), Buffer.from([0]), chunk.subarray(at + 1)]),
  'a bit flipped': (chunk, at) => {
    const spoilt = Buffer.from(chunk);
    spoilt.writeUInt8(spoilt.readUInt8(at) ^ 0x04, at);
    return spoilt;
  },
  'a byte lost': (chunk, at) => Buffer.concat([chunk.subarray(0, at), chunk.subarray(at + 1)]),
  'a byte twice': (chunk, at) => Buffer.concat([chunk.subarray(0, at + 1), chunk.subarray(at)]),
  'the rest lost': (chunk, at) => chunk.subarray(0, at),
};

/** At these bytes of what the server sends: dense in the greeting and the login, sparse where the rows are. */
const PLACES = [
  0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 35, 45, 58, 75, 97, 126, 163, 212, 275, 357, 464, 603, 784, 1019,
];

function rewriteAt(place: number, spoil: (chunk: Buffer, at: number) => Buffer): Rewrite {
  return (chunk, from) => (place >= from && place < from + chunk.length ? spoil(chunk, place - from) : chunk);
}

const PEERS: Record<string, () => Promise<AsyncDisposable & { target: ConnectionTarget }>> = {
  async PostgreSQL() {
    const server = await startTestPostgres({ version: '18' });
    await server.query('create table a (id int primary key, note text default 1)');
    const target = targetOf({ port: server.port, username: server.user, credential: passwordOf(server.password) });
    return { target, [Symbol.asyncDispose]: () => server.close() };
  },
  async MariaDB() {
    const server = await startTestMariadb();
    await server.query('create database shop; create table shop.a (id int primary key, note varchar(80))');
    const login = { username: server.user, credential: passwordOf(server.password) };
    const target = targetOf({ dbType: 'mysql', port: server.port, databaseName: 'shop', ...login });
    return { target, [Symbol.asyncDispose]: () => server.close() };
  },
  async 'SQL Server (emulator)'() {
    const server = await startSqlServerEmulator({ logins: [LOGIN], database: sampleDatabase() });
    const target = sqlserverTarget({ port: server.port, useSsl: false, options: PLAIN });
    return { target, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
};

test.each(Object.keys(PEERS))(
  '%s: a spoilt answer is a typed one, and costs no worker',
  async (name) => {
    await using peer = await PEERS[name]?.();
    if (!peer) throw new Error(`no peer ${name}`);
    const { target } = peer;
    const outcomes = await Promise.all(
      Object.entries(SPOILERS).flatMap(([spoiler, spoil]) =>
        PLACES.map(async (place) => {
          await using relay = await relayTo(target.host, target.port, rewriteAt(place, spoil));
          const spoilt = { ...target, port: relay.port };
          const { success, code, stage } = await host.diagnose(spoilt);
          const chart = await host.schemas(spoilt).catch((error: unknown) => error);
          return { spoiler, place, success, code, stage, chart };
        }),
      ),
    );
    for (const { spoiler, place, success, code, stage, chart } of outcomes) {
      const said = `${spoiler} at ${place}: ${code} at ${stage}`;
      const isTyped = success || (DiagnosisCode.safeParse(code).success && STAGES.some((one) => one === stage));
      expect(isTyped, said).toBe(true);
      if (code === 'WRONG_SERVICE') expect(['tls', 'auth'], said).toContain(stage);
      if (chart instanceof Error) expect(chart, said).toBeInstanceOf(DiagnosisError);
    }
    expect(outcomes.filter(({ success }) => !success).length).toBeGreaterThan(PLACES.length);
    expect(lost).toEqual([]);
  },
  120_000,
);
