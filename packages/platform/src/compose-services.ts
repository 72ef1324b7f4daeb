import {
  createKeyring,
  createRunningRefreshes,
  createSessions,
  createStoredKeys,
  createTenantServer,
  createTokens,
  type Services,
} from '@portolan/core';
import { createAttemptLimiter, noLimiter } from './attempt-limiter.ts';
import { createJobs } from './jobs/create-jobs.ts';

/** What core makes of the platform, and keeps for as long as that runs. */
type Made = 'keyring' | 'refreshes' | 'storedKeys' | 'tenantServer' | 'sessions' | 'tokens' | 'attempts' | 'jobs';

/** What a runtime brings: its databases, drivers and ways out. */
export interface PlatformParts extends Omit<Services, Made> {
  masterKey: Uint8Array<ArrayBuffer>;
  previousKeys: Uint8Array<ArrayBuffer>[];
  /** Whether attempts are counted; off only for tests. */
  rateLimit: boolean;
  /** Whether a timer outlives the request that sets it, and so whether anything is looked after between two of them. */
  stays: boolean;
}

/** The services of one runtime: its own parts, and what is the same on each. */
export async function composeServices(parts: PlatformParts): Promise<Services> {
  const { masterKey, previousKeys, rateLimit, stays, ...platform } = parts;
  const { db, tenantDatabases, log, publicUrl } = platform;
  const keyring = await createKeyring(masterKey, previousKeys);
  return {
    ...platform,
    keyring,
    jobs: createJobs(),
    refreshes: createRunningRefreshes({ db, log }),
    storedKeys: createStoredKeys({ db, keyring, log }),
    tenantServer: createTenantServer({ db, tenantDatabases, log }),
    sessions: createSessions(db, { secureCookie: publicUrl.protocol === 'https:' }),
    tokens: await createTokens(keyring),
    attempts: rateLimit ? createAttemptLimiter(db, { sweeps: stays }) : noLimiter,
  };
}
