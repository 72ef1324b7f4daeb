import { startSqlServerEmulator } from '@portolan/emulator-sqlserver';
import { certificate, LOGIN, PLAIN, sqlserverTarget } from '@portolan/emulator-sqlserver/sample-target';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import type { EgressRules } from '../host/index.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { OPEN_EGRESS, verdictOf } from '../testing/target.ts';

let host: DriverGateway | undefined;
afterEach(() => host?.close());
afterAll(() => host?.close());
const start = (egress: EgressRules = OPEN_EGRESS) => {
  host = openDrivers({ egress });
  return host;
};

test.each(['127.0.0.1', 'localhost', '169.254.169.254'])('a server that routes to %s is not followed', async (name) => {
  await using victim = await startSqlServerEmulator({ logins: [LOGIN], tls: certificate });
  const onLogin = () => ({ route: { host: name, port: victim.port } });
  for (const encryption of ['on', 'strict', 'not-supported'] as const) {
    await using router = await startSqlServerEmulator({ logins: [LOGIN], tls: certificate, encryption, onLogin });
    const plain = encryption === 'not-supported' ? { options: PLAIN } : {};
    const result = await start().diagnose(sqlserverTarget({ port: router.port, ...plain }));
    expect(verdictOf(result)).toMatchObject({ code: 'ROUTED_ELSEWHERE', stage: 'auth' });
    expect(router.connections - (encryption === 'strict' ? 1 : 0)).toBe(1);
  }
  expect(victim.connections).toBe(0);
});

test.each(['127.0.0.1', '0x7f.1', '::1', '169.254.169.254', '10.0.0.1'])(
  '%s is refused with private ranges off',
  async (address) => {
    await using server = await startSqlServerEmulator({ logins: [LOGIN], tls: certificate });
    start({ allow: [], deny: [], allowPrivate: false });
    const result = await host?.diagnose(sqlserverTarget({ host: address, port: server.port }));
    expect(result && verdictOf(result)).toMatchObject({
      code: 'EGRESS_BLOCKED',
      stage: 'policy',
      walked: 'config policy',
    });
    expect(server.connections).toBe(0);
  },
);
