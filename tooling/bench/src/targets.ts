import { type Target, total } from './compare.ts';
import type { Contender, Measured } from './contest.ts';

const ratio = (value: number, isReached: boolean) => ({ figure: value.toFixed(2), isReached });
/** Of the time that the floor takes for a request. */
const time = (ours: Measured, floor: Measured) => floor.rate / ours.rate;

const p99: Target = {
  says: 'p99 no worse than the floor',
  clients: 64,
  of: (ours, floor) => ({ figure: `${ours.p99} of ${floor.p99} ms`, isReached: ours.p99 <= floor.p99 }),
};

/** Of a list, for a server that remembers who asks, and for one that does not. */
export function listTargets({ name }: Contender): Target[] {
  const share = name === 'portolan' ? 1.1 : 0.85;
  return [
    { says: 'at most 1.5 x the time of the floor', clients: 1, of: (a, b) => ratio(time(a, b), time(a, b) <= 1.5) },
    {
      says: `at least ${share} of the rate of the floor`,
      clients: 16,
      of: (ours, floor) => ratio(ours.rate / floor.rate, ours.rate >= share * floor.rate),
    },
    {
      says: 'at most 1.2 x the CPU of the floor',
      clients: 16,
      of: (ours, floor) => ratio(total(ours) / total(floor), total(ours) <= 1.2 * total(floor)),
    },
    p99,
  ];
}

export const sessionTargets = (): Target[] => [
  { says: 'at most 1.2 x the time of the floor', of: (a, b) => ratio(time(a, b), time(a, b) <= 1.2) },
  p99,
];

export const MOST_RESIDENT = 160;
