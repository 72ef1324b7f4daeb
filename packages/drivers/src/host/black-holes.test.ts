import { freePort } from '@portolan/testing/postgres';
import { afterAll, expect, test } from 'vitest';
import { blackHole } from '../testing/emulators.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { targetOf, verdictOf } from '../testing/target.ts';

const host = openDrivers();
afterAll(() => host.close());

test('200 tests against a black hole all end in time, and others are answered meanwhile', async () => {
  await using peer = await blackHole();
  const closed = targetOf({ port: await freePort() });
  const started = performance.now();
  const stuck = Array.from({ length: 200 }, (_, index) =>
    host.diagnose(targetOf({ port: peer.port, useSsl: index % 2 === 0 })),
  );
  const other = await host.diagnose(closed);
  expect(other.code).toBe('TCP_REFUSED');
  expect(performance.now() - started).toBeLessThan(4_500);
  const verdicts = (await Promise.all(stuck)).map((result) => verdictOf(result));
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(verdicts.filter(({ code }) => code !== 'TIMEOUT')).toEqual([]);
  expect(new Set(verdicts.map(({ walked }) => walked))).toEqual(
    new Set(['config policy dns tcp tls', 'config policy dns tcp tls auth']),
  );
});
