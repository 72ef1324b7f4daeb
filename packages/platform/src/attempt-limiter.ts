import { RATE_LIMITS } from '@portolan/contract';
import { AppError, type AttemptLimiter } from '@portolan/core';
import type { SystemDatabase } from '@portolan/db';
import { addressKey } from '@portolan/http';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Attempts are counted before any hashing, in PostgreSQL and in one statement each, so that a burst over several
 * processes hashes no more often than the limit allows. Whoever `sweeps` takes out what has lapsed, now and then.
 */
export function createAttemptLimiter(db: SystemDatabase, { sweeps = true }: { sweeps?: boolean } = {}): AttemptLimiter {
  const shared = {
    storeClient: db.pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: sweeps,
  } as const;
  const limiter = (keyPrefix: string, { points, seconds }: { points: number; seconds: number }) => {
    // Whoever goes on and on is refused without asking the database; a crowd that was right in the end is not.
    const block = keyPrefix.endsWith('-address') ? { inMemoryBlockOnConsumed: points * 2 } : {};
    return new RateLimiterPostgres({ ...shared, keyPrefix, points, duration: seconds, ...block });
  };
  const { password, shortCode: code, mail: letter } = RATE_LIMITS;
  const login = {
    account: limiter('login-account', password.account),
    address: limiter('login-address', password.address),
  };
  const link = limiter('link-address', RATE_LIMITS.link.address);
  const handOver = limiter('hand-over-address', RATE_LIMITS.handOver.address);
  const shortCode = {
    person: limiter('short-code-person', code.person),
    address: limiter('short-code-address', code.address),
  };
  const mail = { account: limiter('mail-account', letter.account), address: limiter('mail-address', letter.address) };
  const invitation = limiter('invitation-account', RATE_LIMITS.invitation.account);
  const foreignId = limiter('foreign-id-person', RATE_LIMITS.foreignId.person);
  const test = limiter('test-person', RATE_LIMITS.test.person);
  const message = limiter('message-person', RATE_LIMITS.message.person);
  const agentCall = limiter('agent-person', RATE_LIMITS.agentCall.person);
  return {
    password: {
      async consume(account, address) {
        await take(login.address, addressKey(address));
        await take(login.account, await keyOf(account));
      },
      async succeeded(account, address) {
        await login.account.delete(await keyOf(account));
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
        await take(mail.account, await keyOf(account));
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
    invitation: { consume: async (account) => take(invitation, await keyOf(account)) },
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
async function keyOf(account: string): Promise<string> {
  if (account.length <= LONGEST_KEY) return account;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(account));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
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
