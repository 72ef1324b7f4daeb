import { AppError, type LoginLimiter } from '@portolan/core';
import type { SystemDatabase } from '@portolan/db';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT = 5;
const PER_ADDRESS = 100;

/**
 * At most 5 failures for an account and 100 for an address in 15 minutes. Attempts are counted before any hashing, in
 * PostgreSQL, so that a burst over several processes hashes no more often than the limit allows.
 */
export async function createLoginLimiter(db: SystemDatabase): Promise<LoginLimiter> {
  const shared = { storeClient: db.pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true } as const;
  const duration = WINDOW_SECONDS;
  const accounts = new RateLimiterPostgres({ ...shared, keyPrefix: 'login-account', points: PER_ACCOUNT, duration });
  const addresses = new RateLimiterPostgres({ ...shared, keyPrefix: 'login-address', points: PER_ADDRESS, duration });
  return {
    async consume(account, address) {
      await take(addresses, address);
      await take(accounts, account);
    },
    async succeeded(account, address) {
      await accounts.delete(account);
      await addresses.reward(address, 1);
    },
  };
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key, 1);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new AppError('RATE_LIMITED', 'Too many attempts to sign in; wait a while and try again', { retryAfter });
  }
}

/** For tests only (`PORTOLAN_RATE_LIMIT=off`). */
export const noLimiter: LoginLimiter = { consume: async () => {}, succeeded: async () => {} };
