import type { HealthAttention, HealthNews } from '@portolan/contract';
import { t } from './texts.ts';

/** How many things need attention that are neither incidents nor connections that ail. */
export function countLesser({ credentials, certificates, drift, invitations }: HealthAttention): number {
  return [credentials, certificates, drift, invitations].reduce((sum, some) => sum + (some?.total ?? 0), 0);
}

/** Whether no connection ails and no incident is open. */
export function isCalm({ summary, openIncidents }: HealthNews): boolean {
  return openIncidents + summary.unreachable + summary.degraded === 0;
}

/** The page in a sentence or two: "1 incident is open. 3 connections are not well." */
export function headlineOf(news: HealthNews, attention: HealthAttention): string {
  const { openIncidents, summary } = news;
  const ailing = summary.unreachable + summary.degraded;
  const lesser = countLesser(attention);
  const parts: string[] = [];
  if (openIncidents > 0) parts.push(t().incidents(openIncidents));
  if (ailing > 0) parts.push(t().ailing(ailing));
  if (parts.length === 0) parts.push(lesser > 0 ? t().lesser(lesser) : t().nothing);
  return parts.join(' ');
}

/** What has changed in a schema: "2 tables new, 1 table changed". */
export function driftText({ added, removed, changed }: { added: number; removed: number; changed: number }): string {
  const { tables } = t();
  const parts: string[] = [];
  if (added > 0) parts.push(tables.added(added));
  if (removed > 0) parts.push(tables.removed(removed));
  if (changed > 0) parts.push(tables.changed(changed));
  return parts.join(', ') || tables.none;
}
