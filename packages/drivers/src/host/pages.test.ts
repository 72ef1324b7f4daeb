import { afterEach, expect, test } from 'vitest';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import type { DriverGateway } from '../driver.ts';
import { openDrivers } from '../testing/open-drivers.ts';
import { targetOf } from '../testing/target.ts';

const worker = new URL('../testing/paging-worker.ts', import.meta.url);
let host: DriverGateway | null = null;
afterEach(() => host?.close());

function start(): DriverGateway {
  host = openDrivers({ worker, size: 1 });
  return host;
}
const endless = (gateway: DriverGateway, signal?: AbortSignal) =>
  gateway.introspect(targetOf({ port: 1 }), { depth: 'columns' }, { signal });
/** How many introspections the worker still has under way. */
const underWay = async (gateway: DriverGateway) =>
  Number((await gateway.diagnose(targetOf({ host: 'how-many', port: 1 }))).serverVersion);

test('leaving the pages ends the call in the worker', async () => {
  const gateway = start();
  const counts: number[] = [];
  for await (const page of endless(gateway)) {
    if (page.kind === 'tables') counts.push(page.count);
    if (counts.length === 50) break;
  }
  expect(counts).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(await underWay(gateway)).toBe(0);
});

test('no page is made that nobody takes', async () => {
  const gateway = start();
  const pages = endless(gateway)[Symbol.asyncIterator]();
  expect(await pages.next()).toMatchObject({ value: { count: 1 } });
  // One was taken, three may be ahead of it: what the worker has sent is at most the fourth.
  expect(await underWay(gateway)).toBe(1);
  const rest = [await pages.next(), await pages.next(), await pages.next()];
  expect(rest.map(({ value }) => value?.kind === 'tables' && value.count)).toEqual([2, 3, 4]);
  await pages.return?.();
});

test('a signal ends the pages, also before the first', async () => {
  const gateway = start();
  const leaving = new AbortController();
  const read = async () => {
    for await (const page of endless(gateway, leaving.signal)) {
      if (page.kind === 'tables' && page.count === 5) leaving.abort();
    }
  };
  await expect(read()).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await underWay(gateway)).toBe(0);
  const early = endless(gateway, AbortSignal.abort())[Symbol.asyncIterator]().next();
  await expect(early).rejects.toBeInstanceOf(DiagnosisError);
});
