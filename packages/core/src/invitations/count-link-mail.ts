import { accountKey } from '../auth/index.ts';
import type { Services } from '../context.ts';

/** Counts the mail that a link is about to go out with: nobody's letterbox is filled, whoever invites them whereto. */
export async function countLinkMail({ mailer, attempts }: Services, to: string): Promise<void> {
  if (mailer) await attempts.invitation.consume(accountKey(to));
}
