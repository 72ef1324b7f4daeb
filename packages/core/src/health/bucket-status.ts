import type { HealthPoint } from '@portolan/contract';
import type { Bucket } from './buckets.ts';
import { uptimeOf } from './figures.ts';

/**
 * Unreachable where it was down for at least half of what was measured, degraded where for less of it, and null where
 * nothing was.
 */
export function bucketStatus(bucket: Pick<Bucket, 'up' | 'down'>): HealthPoint['status'] {
  const uptime = uptimeOf(bucket);
  if (uptime === null) return null;
  if (uptime === 1) return 'healthy';
  return uptime > 0.5 ? 'degraded' : 'unreachable';
}
