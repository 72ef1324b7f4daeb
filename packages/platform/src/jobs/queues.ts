import type { LaterTest } from '@portolan/core';

/** Where pg-boss keeps its tables. */
export const JOBS_SCHEMA = 'pgboss';

export const MIRROR = 'mirror-activity';
export const FINISH = 'finish-test';
export const GATHER = 'gather-events';
export const DELIVER = 'deliver-message';

export interface MirrorJob {
  tenantId: string;
}

export interface FinishJob extends LaterTest {
  /** Milliseconds since 1970. */
  until: number;
}
