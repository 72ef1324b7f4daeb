import type { HealthSummary } from '@portolan/contract';

/** What a list shows of a summary, without the figures that change with each check. */
export function statusesIn({ healthy, degraded, unreachable, unknown, ailing }: HealthSummary): string {
  return JSON.stringify([
    healthy,
    degraded,
    unreachable,
    unknown,
    ailing.map(({ id, status, since }) => [id, status, since]),
  ]);
}
