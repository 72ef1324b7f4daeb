import type { PasswordResetRequested, RequestPasswordResetInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import type { Mailer } from '../ports/index.ts';
import { accountKey } from './account-key.ts';
import { createResetLink } from './create-reset-link.ts';

/**
 * Mails a reset link to the account of that address, if there is one. The answer comes before anything is looked up:
 * neither its words nor its time tell whether there is.
 */
export async function requestPasswordReset(
  ctx: Context,
  input: RequestPasswordResetInput,
): Promise<PasswordResetRequested> {
  const { attempts, mailer, background } = ctx.services;
  await attempts.mail.consume(accountKey(input.email), ctx.request.address);
  if (!mailer) return { delivery: 'none' };
  background(sendLink(ctx, mailer, input.email), 'a reset link could not be sent');
  return { delivery: 'mail' };
}

async function sendLink(ctx: Context, mailer: Mailer, email: string): Promise<void> {
  const link = await createResetLink(ctx, email, 'auth:requestPasswordReset');
  if (!link) return;
  await mailer.send({
    to: link.user.email,
    subject: 'Set a new password for Portolan',
    text: `Somebody, probably you, asked for a new password for ${link.user.email}.

Set it here within an hour:
${link.url}

If it was not you, nothing has to be done: the old password still works.
`,
  });
}
