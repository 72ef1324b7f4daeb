import { describe, expect, it } from 'vitest';
import { checkDelay } from './check-delay.ts';
import { UNKNOWN } from './health-state.ts';

const healthy = { ...UNKNOWN, status: 'healthy' as const, successes: 5, fast: 5 };
const down = (failures: number) => ({ ...UNKNOWN, status: 'unreachable' as const, failures });

describe('the next check', () => {
  it('comes within the interval, up to a tenth sooner', () => {
    expect(checkDelay(healthy, 300, 0)).toBe(300);
    expect(checkDelay(healthy, 300, 0.999)).toBeGreaterThanOrEqual(270);
  });

  it('comes after 10 s where something has turned', () => {
    expect(checkDelay({ ...healthy, failures: 1, successes: 0 }, 3_600, 0)).toBe(10);
    expect(checkDelay({ ...UNKNOWN, failures: 1 }, 300, 0)).toBe(10);
    expect(checkDelay({ ...down(0), successes: 1 }, 300, 0)).toBe(10);
  });

  it('backs off while a connection is down, up to 4 intervals and 15 minutes, and never below the interval', () => {
    const delays = (interval: number) => [2, 5, 6, 12, 18, 1_000].map((n) => checkDelay(down(n), interval, 0));
    expect(delays(300)).toEqual([300, 300, 600, 900, 900, 900]);
    expect(delays(30)).toEqual([30, 30, 60, 90, 120, 120]);
    expect(delays(3_600)).toEqual([3_600, 3_600, 3_600, 3_600, 3_600, 3_600]);
  });
});
