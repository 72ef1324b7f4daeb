/** Steps of 5 %: one byte reaches from a millisecond to four minutes, and is off by 2.5 % at most. */
const BASE = Math.log(1.05);

/** A time in milliseconds as one byte; 0 stands for none. */
export function latencyCode(ms: number | null): number {
  if (ms === null) return 0;
  return Math.min(255, 1 + Math.round(Math.log(Math.max(1, ms)) / BASE));
}

export function latencyOf(code: number): number | null {
  return code === 0 ? null : Math.round(Math.exp((code - 1) * BASE));
}
