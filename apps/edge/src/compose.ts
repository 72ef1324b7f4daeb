import { version } from 'portolan:version';
import type { Logger, Services } from '@portolan/core';
import { byObject, byRequest, type Reach, SystemDatabase, TenantDatabases } from '@portolan/db';
import { composeServices, tenantServerUrl } from '@portolan/platform';
import { createPasswordHasher } from '@portolan/platform/passwords';
import { moduleArgon2id } from './argon2id.ts';
import type { Configuration } from './configuration.ts';
import { openDrivers } from './drivers.ts';
import { nowhere } from './nowhere.ts';
import { createBackground } from './request-work.ts';

/** Loaded with the ORM: most first requests need neither. */
const compiledEntities = async () => (await import('portolan:compiled-entities')).compiledEntities;
/** How a worker reaches PostgreSQL by itself: which request it serves is known by what runs in it. */
export const ofRequests = byRequest({ compiledEntities });
/** And how an object does that keeps its connections. */
export const ofObject = byObject({ compiledEntities });

/** Puts the product together on workerd. What needs a process that stays is left to those on Node. */
export async function compose(config: Configuration, log: Logger, reach: Reach): Promise<Services> {
  const stays = reach === ofObject;
  const drivers = await openDrivers(config, log, version);
  const db = new SystemDatabase({ url: config.databaseUrl, requestsUrl: config.requestsUrl, reach, remember: stays });
  const tenantDatabases = new TenantDatabases({
    url: tenantServerUrl(config.databaseUrl, config.tenantDatabase),
    prefix: config.tenantPrefix,
    installation: () => db.installation(),
    reach,
  });
  return composeServices({
    version,
    masterKey: config.masterKey,
    previousKeys: config.previousKeys,
    rateLimit: config.rateLimit,
    stays,
    db,
    tenantDatabases,
    drivers,
    checks: drivers,
    charts: drivers,
    trace: null,
    log,
    hasher: createPasswordHasher(moduleArgon2id),
    // Mail is spoken by processes on Node; here links are shown to whoever makes them.
    mailer: null,
    webhooks: nowhere,
    compute: null,
    images: null,
    background: createBackground(log),
    anchorSink: null,
    auditRetention: null,
    deletedConnectionDays: config.deletedConnectionDays,
    publicUrl: config.publicUrl,
  });
}
