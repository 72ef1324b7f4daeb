import type { Services } from '../context.ts';
import type { DueDelivery } from '../ports/index.ts';
import { beginAttempt } from './begin-attempt.ts';
import { endAttempt } from './end-attempt.ts';
import { sendMessage } from './send-message.ts';

/**
 * One attempt of a message, with no transaction open while its target is called. Cut short anywhere, it is made again: a
 * receiver knows by its id what it has had already.
 */
export async function deliverMessage(services: Services, due: DueDelivery, now = new Date()): Promise<void> {
  const attempt = await beginAttempt(services, due, now);
  if (attempt) await endAttempt(services, attempt, await sendMessage(services, attempt, now), now);
}
