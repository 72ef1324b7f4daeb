import pg from 'pg';
import { healPool } from '../heal-pool.ts';
import { HeardChanges } from '../system/changes/heard-changes.ts';
import { PreparedReads } from '../system/prepared-reads.ts';
import type { Reach } from './reach.ts';

/** As a process that stays reaches PostgreSQL: by pools that all requests share, and with an ear to what changes. */
export const byProcess: Reach = {
  openPool(config, onError) {
    const pool = new pg.Pool(config);
    pool.on('error', onError);
    healPool(pool);
    return pool;
  },
  openReads: (config, options) => new PreparedReads(config, options),
  openChanges: (config, mayRemember) => new HeardChanges(config, mayRemember),
  async builder({ url, login, session, max, idleTimeoutMillis, onPool }) {
    const onPoolCreated = (pool: pg.Pool) => {
      healPool(pool);
      onPool?.(pool);
    };
    return {
      clientUrl: url,
      ...login,
      pool: { min: 0, max, ...(idleTimeoutMillis === undefined ? {} : { idleTimeoutMillis }) },
      driverOptions: { ...session, onPoolCreated },
    };
  },
  locks: 'session',
};
