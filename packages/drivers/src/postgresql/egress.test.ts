import { freePort } from '@portolan/testing/postgres';
import { afterEach, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import type { EgressRules } from '../host/index.ts';
import { blackHole } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { targetOf, verdictOf } from '../testing/target.ts';

let host: DriverGateway;
afterEach(() => host.close());

const start = (rules: Partial<EgressRules>) => {
  host = openDrivers({ egress: { allow: [], deny: [], allowPrivate: false, ...rules } });
  return host;
};
const REFUSAL = 'The egress policy of this installation does not allow this destination';

test.each([
  '127.0.0.1',
  '2130706433',
  '0177.0.0.1',
  '0x7f.1',
  '::1',
  '::ffff:127.0.0.1',
  'localhost',
  '169.254.169.254',
  '::ffff:169.254.169.254',
  '10.0.0.1',
  '224.0.0.1',
])('%s is refused with private ranges off, and nothing is dialled', async (address) => {
  await using peer = await blackHole();
  const result = await start({}).diagnose(targetOf({ host: address, port: peer.port }));
  expect(verdictOf(result)).toEqual({
    success: false,
    code: 'EGRESS_BLOCKED',
    stage: 'policy',
    walked: 'config policy',
  });
  expect(result.message).toBe(REFUSAL);
  expect(peer.heard()).toBe('');
});

test('a refusal of what lives and of what does not are the same', async () => {
  await using peer = await blackHole();
  start({});
  const answers = [peer.port, await freePort()].map((port) => host.diagnose(targetOf({ port })));
  const [alive, dead] = (await Promise.all(answers)).map(({ stages, latencyMs: _, ...head }) => ({
    ...head,
    stages: stages.map(({ ms: __, ...stage }) => stage),
  }));
  expect(alive).toEqual(dead);
});

test('link-local stays refused when everything is allowed', async () => {
  start({ allow: ['0.0.0.0/0', '::/0', '169.254.0.0/16'], allowPrivate: true });
  for (const address of ['169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1', '0.0.0.0', '2852039166']) {
    expect((await host.diagnose(targetOf({ host: address, port: 80 }))).code).toBe('EGRESS_BLOCKED');
  }
});

test('an allowed name opens the addresses behind it, and only under that name', async () => {
  start({ allow: ['localhost'] });
  const port = await freePort();
  expect((await host.diagnose(targetOf({ host: 'localhost', port }))).code).toBe('TCP_REFUSED');
  expect((await host.diagnose(targetOf({ host: 'LOCALHOST.', port }))).code).toBe('TCP_REFUSED');
  expect((await host.diagnose(targetOf({ host: '127.0.0.1', port }))).code).toBe('EGRESS_BLOCKED');
});

test('deny wins over allow, by name and by range', async () => {
  const port = await freePort();
  start({ allow: ['localhost', '127.0.0.0/8'], deny: ['localhost'], allowPrivate: true });
  expect((await host.diagnose(targetOf({ host: 'localhost', port }))).code).toBe('EGRESS_BLOCKED');
  expect((await host.diagnose(targetOf({ host: '127.0.0.1', port }))).code).toBe('TCP_REFUSED');
  await host.close();
  start({ allow: ['localhost'], deny: ['127.0.0.0/8', '::1'], allowPrivate: true });
  expect((await host.diagnose(targetOf({ host: 'localhost', port }))).code).toBe('EGRESS_BLOCKED');
});
