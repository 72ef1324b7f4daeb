import { createHash } from 'node:crypto';
import { AppError, type AttemptLimiter } from '@portolan/core';
import type { SystemDatabase } from '@portolan/db';
import { addressKey } from '@portolan/http';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

const QUARTER = 15 * 60;
const MINUTE = 60;

/** How many attempts a key has in so many seconds. Of guesses only failures add up; all else counts, done or not. */
const LIMITS = {
  'login-account': [5, QUARTER],
  'login-address': [100, QUARTER],
  'link-address': [100, QUARTER],
  'hand-over-address': [60, QUARTER],
  'short-code-person': [10, QUARTER],
  'short-code-address': [100, QUARTER],
  'mail-account': [3, QUARTER],
  'mail-address': [30, QUARTER],
  'invitation-account': [3, QUARTER],
  'foreign-id-person': [30, QUARTER],
  'test-person': [60, MINUTE],
  'message-person': [20, MINUTE],
  'agent-person': [300, MINUTE],
} as const;

/**
 * Attempts are counted before any hashing, in PostgreSQL and in one statement each, so that a burst over several
 * processes hashes no more often than the limit allows.
 */
export function createAttemptLimiter(db: SystemDatabase): AttemptLimiter {
  const shared = { storeClient: db.pool, storeType: 'pool', tableName: 'rate_limits', tableCreated: true } as const;
  const limiter = (keyPrefix: keyof typeof LIMITS) => {
    const [points, duration] = LIMITS[keyPrefix];
    // Whoever goes on and on is refused without asking the database; a crowd that was right in the end is not.
    const block = keyPrefix.endsWith('-address') ? { inMemoryBlockOnConsumed: points * 2 } : {};
    return new RateLimiterPostgres({ ...shared, keyPrefix, points, duration, ...block });
  };
  const login = { account: limiter('login-account'), address: limiter('login-address') };
  const link = limiter('link-address');
  const handOver = limiter('hand-over-address');
  const shortCode = { person: limiter('short-code-person'), address: limiter('short-code-address') };
  const mail = { account: limiter('mail-account'), address: limiter('mail-address') };
  const invitation = limiter('invitation-account');
  const foreignId = limiter('foreign-id-person');
  const test = limiter('test-person');
  const message = limiter('message-person');
  const agentCall = limiter('agent-person');
  return {
    password: {
      async consume(account, address) {
        await take(login.address, addressKey(address));
        await take(login.account, keyOf(account));
      },
      async succeeded(account, address) {
        await login.account.delete(keyOf(account));
        await login.address.reward(addressKey(address), 1);
      },
    },
    link: {
      consume: (address) => take(link, addressKey(address)),
      succeeded: async (address) => void (await link.reward(addressKey(address), 1)),
    },
    mail: {
      async consume(account, address) {
        await take(mail.address, addressKey(address));
        await take(mail.account, keyOf(account));
      },
    },
    handOver: { consume: (address) => take(handOver, addressKey(address)) },
    shortCode: {
      async consume(userId, address) {
        await take(shortCode.address, addressKey(address));
        await take(shortCode.person, userId);
      },
      // One each: whoever guesses among right ones gains no more guesses by them.
      async succeeded(userId, address) {
        await shortCode.person.reward(userId, 1);
        await shortCode.address.reward(addressKey(address), 1);
      },
    },
    invitation: { consume: (account) => take(invitation, keyOf(account)) },
    foreignId: {
      consume: (userId) => take(foreignId, userId),
      async assertLeft(userId) {
        const count = await foreignId.get(userId);
        if (count !== null && count.consumedPoints >= foreignId.points) throw tooMany(count);
      },
    },
    test: { consume: (userId) => take(test, userId) },
    message: { consume: (userId) => take(message, userId) },
    agentCall: { consume: (userId) => take(agentCall, userId) },
    invalid: (kind, address) => take({ password: login.address, link, mail: mail.address }[kind], addressKey(address)),
  };
}

const LONGEST_KEY = 200;

/** A key of the table holds 255 characters, and an address may be longer. */
function keyOf(account: string): string {
  return account.length <= LONGEST_KEY ? account : createHash('sha256').update(account).digest('hex');
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key, 1);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(refusal);
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): AppError {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new AppError('RATE_LIMITED', 'Too many attempts; wait a while and try again', { retryAfter });
}

const nothing = async () => {};

/** For tests only (`PORTOLAN_RATE_LIMIT=off`). */
export const noLimiter: AttemptLimiter = {
  password: { consume: nothing, succeeded: nothing },
  link: { consume: nothing, succeeded: nothing },
  mail: { consume: nothing },
  handOver: { consume: nothing },
  shortCode: { consume: nothing, succeeded: nothing },
  invitation: { consume: nothing },
  foreignId: { consume: nothing, assertLeft: nothing },
  test: { consume: nothing },
  message: { consume: nothing },
  agentCall: { consume: nothing },
  invalid: nothing,
};
