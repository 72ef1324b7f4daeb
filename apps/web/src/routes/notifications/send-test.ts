import type { NotificationRule } from '@portolan/contract';
import { createStore } from 'solid-js/store';
import { api } from '../../lib/client.ts';

/** The tests that were sent since the page was loaded, by rule: the last one of each. */
const [tests, setTests] = createStore<Record<string, string | undefined>>({});

/** The message of the last test of a rule. */
export function testOf(ruleId: string): string | undefined {
  return tests[ruleId];
}

/** Sends a message that tells of nothing; what became of it shows by itself. */
export async function sendTest({ id }: NotificationRule): Promise<void> {
  const delivery = await api.notifications.test.mutate({ id });
  setTests(id, delivery.id);
}
