import { afterEach, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import type { EgressRules } from '../host/index.ts';
import { blackHole } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { passwordOf, targetOf, verdictOf } from '../testing/target.ts';

let host: DriverGateway;
afterEach(() => host.close());

function start(rules: Partial<EgressRules>) {
  host = openDrivers({ egress: { allow: [], deny: [], allowPrivate: false, ...rules } });
}

test.each(['127.0.0.1', '2130706433', '0x7f.1', '::1', '::ffff:127.0.0.1', 'localhost', '169.254.169.254'])(
  '%s is refused before anything is sent',
  async (address) => {
    await using peer = await blackHole();
    start({});
    const target = targetOf({ dbType: 'mysql', host: address, port: peer.port, credential: passwordOf('planted') });
    const result = await host.diagnose(target);
    expect(verdictOf(result)).toMatchObject({ success: false, code: 'EGRESS_BLOCKED', stage: 'policy' });
    expect(JSON.stringify(result)).not.toContain('planted');
    await expect(host.schemas(target)).rejects.toMatchObject({ code: 'EGRESS_BLOCKED' });
    expect(peer.heard()).toBe('');
  },
);

test('a name that is allowed is dialled', async () => {
  await using peer = await blackHole();
  start({ allow: ['localhost'] });
  await peer[Symbol.asyncDispose]();
  const result = await host.diagnose(targetOf({ dbType: 'mysql', host: 'localhost', port: peer.port }));
  expect(result.code).toBe('TCP_REFUSED');
});
