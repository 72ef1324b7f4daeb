import type { HealthNews } from '@portolan/contract';

/** What is told of one connection. That it works is told by its absence, as long as not very many do not. */
export function newsOf({ summary, incidents }: Pick<HealthNews, 'summary' | 'incidents'>, id: string): string {
  const { healthy, degraded, unreachable, unknown, ailing } = summary;
  const own = ailing.find((one) => one.id === id);
  return JSON.stringify([
    own ? [own.status, own.since, own.reasons, own.code] : [healthy, degraded, unreachable, unknown],
    incidents.filter(({ connections }) => connections.some((one) => one.id === id)),
  ]);
}
