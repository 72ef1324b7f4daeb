import { afterEach, expect, test } from 'vitest';
import type { DriverGateway } from '../driver.ts';
import { blackHole } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { targetOf, verdictOf } from '../testing/target.ts';
import type { DriverHostOptions } from './index.ts';

const worker = new URL('../testing/misbehaving-worker.ts', import.meta.url);
let host: DriverGateway | null = null;
const start = (options: Partial<DriverHostOptions> = {}) => {
  host = openDrivers({ size: 1, ...options });
  return host;
};
afterEach(() => host?.close());

test('a check is the diagnosis, where that starts and bills nothing', async () => {
  await using peer = await blackHole();
  const gateway = start({ deadlineMs: 500 });
  const target = targetOf({ port: peer.port });
  const result = await gateway.check(target);
  expect(result && verdictOf(result)).toEqual(verdictOf(await gateway.diagnose(target)));
});

test('a check that no driver has answered says nothing of the database', async () => {
  const gateway = start({ worker });
  const crashed = gateway.check(targetOf({ host: 'exit', port: 1 }));
  const leaving = new AbortController();
  const left = gateway.check(targetOf({ host: 'silent', port: 1 }), { signal: leaving.signal });
  leaving.abort();
  expect(await Promise.all([crashed, left])).toEqual([null, null]);
  await gateway.close();
  expect(await gateway.check(targetOf({ host: 'pid', port: 1 }))).toBeNull();
});

test('a call that hangs beyond the hard cap is the peer’s doing, and its answer', async () => {
  const gateway = start({ worker, hardCapMs: 500 });
  expect(await gateway.check(targetOf({ host: 'silent', port: 1 }))).toMatchObject({ success: false, code: 'TIMEOUT' });
});
