import { AppError, type AttemptLimiter } from '@portolan/core';
import type { SystemDatabase } from '@portolan/db';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 15 * 60;

/** How many attempts a key has in 15 minutes. Only failures add up, but for mails, which all count. */
const LIMITS = {
  'login-account': 5,
  'login-address': 100,
  'link-address': 100,
  'mail-account': 3,
  'mail-address': 30,
} as const;

/**
 * Attempts are counted before any hashing, in PostgreSQL and in one statement each, so that a burst over several
 * processes hashes no more often than the limit allows.
 */
export async function createAttemptLimiter(db: SystemDatabase): Promise<AttemptLimiter> {
  const shared = { storeClient: db.pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true } as const;
  const limiter = (keyPrefix: keyof typeof LIMITS) =>
    new RateLimiterPostgres({
      ...shared,
      keyPrefix,
      points: LIMITS[keyPrefix],
      duration: WINDOW_SECONDS,
      // Whoever goes on and on is refused without asking the database; a crowd that was right in the end is not.
      ...(keyPrefix.endsWith('-address') ? { inMemoryBlockOnConsumed: LIMITS[keyPrefix] * 2 } : {}),
    });
  const login = { account: limiter('login-account'), address: limiter('login-address') };
  const link = limiter('link-address');
  const mail = { account: limiter('mail-account'), address: limiter('mail-address') };
  return {
    password: {
      async consume(account, address) {
        await take(login.address, address);
        await take(login.account, account);
      },
      async succeeded(account, address) {
        await login.account.delete(account);
        await login.address.reward(address, 1);
      },
    },
    link: {
      consume: (address) => take(link, address),
      succeeded: async (address) => void (await link.reward(address, 1)),
    },
    mail: {
      async consume(account, address) {
        await take(mail.address, address);
        await take(mail.account, account);
      },
    },
    invalid: (kind, address) => take({ password: login.address, link, mail: mail.address }[kind], address),
  };
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key, 1);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new AppError('RATE_LIMITED', 'Too many attempts; wait a while and try again', { retryAfter });
  }
}

const nothing = async () => {};

/** For tests only (`PORTOLAN_RATE_LIMIT=off`). */
export const noLimiter: AttemptLimiter = {
  password: { consume: nothing, succeeded: nothing },
  link: { consume: nothing, succeeded: nothing },
  mail: { consume: nothing },
  invalid: nothing,
};
