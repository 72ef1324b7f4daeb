import { afterAll, expect, test } from 'vitest';
import { LOGGED_IN, message, READY, scripted } from '../../testing/emulators.ts';
import { openDrivers } from '../../testing/open-drivers.ts';
import { targetOf } from '../../testing/target.ts';

const host = openDrivers({ deadlineMs: 5_000 });
afterAll(() => host.close());

/** The answer to one statement: columns of type text, and one row. */
function rowOf(row: Record<string, string | null>): Buffer {
  const uint16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const entries = Object.entries(row);
  const columns = entries.map(([name]) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      Buffer.alloc(6),
      Buffer.from([0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
    ]),
  );
  const values = entries.map(([, value]) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value === null ? -1 : Buffer.byteLength(value));
    return Buffer.concat([length, Buffer.from(value ?? '')]);
  });
  return Buffer.concat([
    message('T', Buffer.concat([uint16(entries.length), ...columns])),
    message('D', Buffer.concat([uint16(entries.length), ...values])),
    message('C', Buffer.from('SELECT 1\0')),
  ]);
}
const done = (tag: string) => message('C', Buffer.from(`${tag}\0`));
const begun = (version: string | null) =>
  Buffer.concat([done('BEGIN'), done('SET'), rowOf({ version, schema: 'public' }), READY]);
const answered = (row: Record<string, string | null>) => Buffer.concat([message('1'), message('2'), rowOf(row), READY]);

async function schemasOf(...replies: Uint8Array[]) {
  await using peer = await scripted(LOGGED_IN, ...replies);
  return await host.schemas(targetOf({ port: peer.port })).catch((error: unknown) => error);
}

test.each<[string, Record<string, string | null>]>([
  ['a name that is null', { name: null, isDefault: 't', isSystem: 'f' }],
  ['a flag that is text', { name: 'a', isDefault: 'perhaps', isSystem: 'f' }],
  ['other columns', { surprise: 'x' }],
  ['a prototype', { __proto__: null, constructor: 'x' }],
])('a catalogue that answers %s is no answer', async (_, row) => {
  const error = await schemasOf(begun('18.4'), answered(row));
  expect(error).toMatchObject({ code: 'QUERY_FAILED', stages: expect.arrayContaining([]) });
  expect((error as Error).message).toBe('The server answered something PostgreSQL would not');
});

test('a server without a version is not taken for PostgreSQL', async () => {
  expect(await schemasOf(begun(null))).toMatchObject({ code: 'QUERY_FAILED' });
});

test('what a server calls its version is cut down to one', async () => {
  await using peer = await scripted(LOGGED_IN, begun(`9.9-<script>${'x'.repeat(9_999)}`), answered({ usage: 't' }));
  const result = await host.diagnose(targetOf({ port: peer.port }));
  expect(result).toMatchObject({ success: true, serverVersion: '9.9' });
  expect(JSON.stringify(result).length).toBeLessThan(2_000);
});
