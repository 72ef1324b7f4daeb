import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, groupFailures, type OpenIncident } from './group-failures.ts';

const START = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(START + seconds * 1_000);
let made = 0;
const failure = (host: string, code: string | null, seconds: number, intervalSeconds = 30): Failure => ({
  id: `c${made++}`,
  host,
  code,
  at: at(seconds),
  intervalSeconds,
});
const open = (id: string, hosts: string[], codes: string[], seconds = 0): OpenIncident => ({
  id,
  startedAt: at(seconds),
  hosts,
  codes,
});
const sizes = (failures: Failure[], known: OpenIncident[] = []) =>
  groupFailures(failures, known).map(({ incidentId, failures: some }) => [incidentId, some.length]);

describe('what begins to fail at the same moment', () => {
  it('is one incident where the host is the same, whatever the code, and in whatever letters', () => {
    expect(sizes([failure('db', 'AUTH_FAILED', 0), failure('DB', 'TIMEOUT', 60)])).toEqual([[null, 2]]);
  });

  it('is one incident where the code is the same, whatever the host', () => {
    expect(sizes([failure('a', 'TIMEOUT', 0), failure('b', 'TIMEOUT', 59)])).toEqual([[null, 2]]);
  });

  it('is as many where neither is, and no code is like no other', () => {
    expect(sizes([failure('a', 'TIMEOUT', 0), failure('b', 'TCP_REFUSED', 0)])).toHaveLength(2);
    expect(sizes([failure('a', null, 0), failure('b', null, 0)])).toHaveLength(2);
  });

  it('is one where something links the two, in whatever order they come', () => {
    const [a, b, link] = [failure('a', 'X', 0), failure('b', 'Y', 1), failure('a', 'Y', 2)];
    for (const order of [
      [a, b, link],
      [link, b, a],
      [b, link, a],
    ])
      expect(sizes(order)).toEqual([[null, 3]]);
  });

  it('joins an incident that is there already; two that were told stay two', () => {
    const known = [open('one', ['a'], ['X']), open('two', ['b'], ['Y'], 1)];
    expect(sizes([failure('a', 'Y', 10)], known)).toEqual([['one', 1]]);
    expect(sizes([failure('c', 'Y', 10)], known)).toEqual([['two', 1]]);
    expect(sizes([failure('c', 'Z', 10)], known)).toEqual([[null, 1]]);
  });
});

describe('another moment', () => {
  it.each([
    [30, 60, 61],
    [120, 120, 121],
    [3_600, 300, 301],
  ])('with an interval of %i s begins after %i s', (interval, within, beyond) => {
    const known = [open('one', ['a'], ['X'])];
    expect(sizes([failure('a', 'X', within, interval)], known)).toEqual([['one', 1]]);
    expect(sizes([failure('a', 'X', beyond, interval)], known)).toEqual([[null, 1]]);
  });
});

const failures = fc
  .array(
    fc.record({
      host: fc.constantFrom('a', 'b', 'c', 'd'),
      code: fc.constantFrom('X', 'Y', 'Z', null),
      seconds: fc.integer({ min: 0, max: 600 }),
      interval: fc.constantFrom(30, 60, 300, 3_600),
    }),
    { maxLength: 30 },
  )
  .map((some) => some.map(({ host, code, seconds, interval }) => failure(host, code, seconds, interval)));

describe('whatever fails', () => {
  it('is in exactly one group', () => {
    fc.assert(
      fc.property(failures, (some) => {
        const grouped = groupFailures(some, [open('one', ['a'], ['X'], 100)]).flatMap((group) => group.failures);
        expect(grouped.map(({ id }) => id).toSorted()).toEqual(some.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('at one instant is together exactly where a chain of hosts and codes links it, in whatever order it comes', () => {
    const atOnce = failures.map((some) => some.map((one) => ({ ...one, at: at(0) })));
    fc.assert(
      fc.property(atOnce, fc.nat(), (some, turn) => {
        const shape = (from: Failure[]) =>
          groupFailures(from, [])
            .map((group) => group.failures.map(({ id }) => id).join())
            .toSorted();
        const cut = some.length === 0 ? 0 : turn % some.length;
        expect(shape([...some.slice(cut), ...some.slice(0, cut)])).toEqual(shape(some));
        const groups = groupFailures(some, []);
        for (const [n, group] of groups.entries()) {
          const others = groups.slice(n + 1).flatMap((other) => other.failures);
          const alike = others.filter((other) =>
            group.failures.some(({ host, code }) => host === other.host || (code !== null && code === other.code)),
          );
          expect(alike).toEqual([]);
        }
      }),
    );
  });
});
