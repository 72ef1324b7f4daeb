import { afterAll, expect, test } from 'vitest';
import type { DriverGateway } from '../../driver.ts';
import { emulate } from '../../testing/emulators.ts';
import {
  answerPackets,
  authSwitch,
  columnPackets,
  endOfRows,
  greetingPacket,
  ok,
  packet,
  rowPacket,
} from '../../testing/mysql-packets.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { passwordOf, targetOf } from '../../testing/target.ts';

const host = openDrivers({ deadlineMs: 4_000, introspectionMs: 2_000 });
/** For what ends by itself, however busy the machine is. */
const patient = openDrivers({ introspectionMs: 20_000 });
afterAll(async () => {
  await Promise.all([host.close(), patient.close()]);
});

/** What MariaDB says to a login and to the statements that prepare a session. */
const OPENING = [ok(2), answerPackets('version()', '10.11.1-MariaDB'), ok(1), ok(1), ok(1)];

/** The outline: one schema, how many tables there are, and columns. Its names are bytes, as the query asks for them. */
function outline(tables: string, columns = '1'): Buffer {
  const none = [0xfb];
  const rows = [
    packet(7, [1], 's', none, none, none),
    packet(8, none, [tables.length], tables, [1], '0', none),
    packet(9, none, none, none, [columns.length], columns),
  ];
  return Buffer.concat([columnPackets('#name', 'tables', 'sequences', 'columns'), ...rows, endOfRows(10)]);
}

const introspecting = (...replies: Uint8Array[]) => introspectingBy(host, ...replies);

async function introspectingBy(by: DriverGateway, ...replies: Uint8Array[]): Promise<unknown> {
  await using peer = await emulate((socket) => {
    const left = [...OPENING, ...replies];
    socket.write(greetingPacket({ version: '10.11.1-MariaDB', plugin: 'mysql_native_password' }));
    socket.on('data', () => socket.write(left.shift() ?? ''));
  });
  const target = targetOf({ dbType: 'mysql', port: peer.port, credential: passwordOf('planted-secret') });
  const pages = [];
  try {
    for await (const page of by.introspect(target, { depth: 'columns' })) pages.push(page);
    return pages;
  } catch (error) {
    expect(JSON.stringify(error)).not.toContain('planted');
    expect(peer.heard()).not.toContain('planted');
    return error;
  }
}

const WIDTH = ['#s', '#t', 'p', '#n', 'o', ...Array.from({ length: 8 }, (_, at) => `v${at}`)];
const TABLE = ['s', 't', '0', '', '0', 'BASE TABLE', 'a comment', '1', '2', 'x', '', '', ''];
const COLUMN = ['s', 't', '1', '', '1', 'c', 'int', 'NO', '7', '', '', '', ''];
const rows = (...cells: string[][]) =>
  Buffer.concat([
    columnPackets(...WIDTH),
    ...cells.map((row, at) => rowPacket(at + 16, ...row)),
    endOfRows(16 + cells.length),
  ]);
const STRANGE = { code: 'QUERY_FAILED' };

test('what MariaDB would answer is a table', async () => {
  const [head, page] = (await introspecting(outline('1'), rows(TABLE, COLUMN))) as [object, { json: string }];
  expect(head).toMatchObject({ kind: 'outline', schemas: [{ name: 's' }], tablesTotal: 1 });
  expect(JSON.parse(page.json)).toMatchObject([
    { schema: 's', name: 't', comment: 'a comment', rowEstimate: 1, columns: [{ name: 'c', default: '7' }] },
  ]);
});

test.each<[string, Uint8Array[]]>([
  ['nothing', [ok(1)]],
  ['text for bytes', [answerPackets('name', 's')]],
  ['no count', [outline('many')]],
  ['half a table', [outline('1.5')]],
  ['a number that is none', [outline('1'), rows(TABLE.with(7, 'many'))]],
  ['fewer columns', [outline('1'), answerPackets('#s', 's')]],
  ['names of text', [outline('1'), Buffer.concat([columnPackets('s', 't'), rowPacket(5, 's', 't'), endOfRows(6)])]],
  ['a file to send', [outline('1'), packet(1, [0xfb], '/etc/passwd'), ok(3)]],
])('a catalogue that answers %s is no catalogue', async (_, replies) => {
  expect(await introspecting(...replies)).toMatchObject(STRANGE);
});

test('rows that belong to no table are none', async () => {
  expect(await introspecting(outline('1'), rows(COLUMN), outline('0', '0'))).toHaveLength(1);
});

test.each([
  ['a table fewer', outline('2')],
  ['a column fewer', outline('1', '2')],
])('a catalogue that tells %s than it counts, twice, is cut', async (_, counted) => {
  const answer = await introspecting(counted, rows(TABLE, COLUMN), counted);
  expect(answer).toMatchObject({ code: 'CATALOGUE_INCOMPLETE' });
});

test('a table that was made while it was read is one', async () => {
  expect(await introspecting(outline('2', '2'), rows(TABLE, COLUMN), outline('1', '1'))).toHaveLength(2);
});

test.each<[string, Uint8Array]>([
  ['stops in the middle', Buffer.concat([columnPackets(...WIDTH), rowPacket(16, ...TABLE)])],
  ['asks for another login', authSwitch(1, 'mysql_clear_password')],
])('a catalogue that %s ends in time', async (_, reply) => {
  expect(await introspecting(outline('1'), reply)).toMatchObject({ code: 'TIMEOUT' });
});

test('a table without an end is cut off', async () => {
  const head = Buffer.concat([columnPackets(...WIDTH), rowPacket(16, ...TABLE)]);
  const columns = Array.from({ length: 1000 }, (_, at) => rowPacket(at + 17, ...COLUMN));
  const many = Buffer.concat([head, ...Array.from({ length: 101 }, () => Buffer.concat(columns))]);
  expect(await introspectingBy(patient, outline('1'), many)).toMatchObject(STRANGE);
});
