const QUARTER = 15 * 60;
const MINUTE = 60;

interface Limit {
  /** How many attempts there are in so many seconds, for each of what they are counted for. */
  points: number;
  seconds: number;
}

/**
 * What is counted, for whom, and how much of it there may be: the limiter counts by this table, and the OpenAPI document
 * tells of it. Of guesses (password, link, shortCode) only failures add up; all else counts, done or not.
 */
export const RATE_LIMITS = {
  password: { account: { points: 5, seconds: QUARTER }, address: { points: 100, seconds: QUARTER } },
  link: { address: { points: 100, seconds: QUARTER } },
  handOver: { address: { points: 60, seconds: QUARTER } },
  shortCode: { person: { points: 10, seconds: QUARTER }, address: { points: 100, seconds: QUARTER } },
  mail: { account: { points: 3, seconds: QUARTER }, address: { points: 30, seconds: QUARTER } },
  invitation: { account: { points: 3, seconds: QUARTER } },
  foreignId: { person: { points: 30, seconds: QUARTER } },
  test: { person: { points: 60, seconds: MINUTE } },
  message: { person: { points: 20, seconds: MINUTE } },
  agentCall: { person: { points: 300, seconds: MINUTE } },
} as const satisfies Record<string, Partial<Record<'account' | 'address' | 'person', Limit>>>;

export type RateLimit = keyof typeof RATE_LIMITS;
