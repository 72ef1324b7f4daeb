import type { ListNotificationDeliveriesInput, NotificationDelivery } from '@portolan/contract';
import { queryOptions } from '@tanstack/solid-query';
import { allPages } from '../../lib/all-pages.ts';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';

const ROOT = 'notifications';
/** How often a log is read again: soon while something is on its way, and now and then for what others cause. */
const SOON_MS = 2_000;
const NOW_AND_THEN_MS = 10_000;
const TEST_MS = 700;

/** Keys and fetchers of the notification rules of the tenant at hand, and of what was sent. */
export const notificationQueries = {
  all: [ROOT],
  rules: () =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'rules'],
      queryFn: async ({ signal }) => {
        const items = await allPages((paging) => api.notifications.list.query(paging, { signal }));
        return { items, total: items.length };
      },
      reconcile: 'id',
      refetchInterval: NOW_AND_THEN_MS,
    }),
  deliveries: (input: ListNotificationDeliveriesInput) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'deliveries', input],
      queryFn: ({ signal }) => api.notifications.deliveries.query(input, { signal }),
      reconcile: 'id',
      refetchInterval: ({ state: { data } }) => (data?.items.some(isOnItsWay) ? SOON_MS : NOW_AND_THEN_MS),
    }),
  /** What became of a message that was just sent: looked after until the first attempt has ended. */
  sent: (ruleId: string, id: string) =>
    queryOptions({
      queryKey: [ROOT, currentTenant(), 'sent', id],
      queryFn: async ({ signal }) => {
        const { items } = await api.notifications.deliveries.query({ ruleId, limit: 20 }, { signal });
        return items.find((one) => one.id === id) ?? null;
      },
      refetchInterval: ({ state: { data } }) => (data && hasAnswer(data) ? false : TEST_MS),
    }),
  connections: () =>
    queryOptions({
      queryKey: ['connections', currentTenant(), 'options'],
      queryFn: ({ signal }) => api.connections.options.query(undefined, { signal }),
    }),
};

/** Whether an attempt has ended, well or not. */
export function hasAnswer({ status, failure }: Pick<NotificationDelivery, 'status' | 'failure'>): boolean {
  return status !== 'pending' || failure !== null;
}

function isOnItsWay({ status }: NotificationDelivery): boolean {
  return status === 'pending';
}
