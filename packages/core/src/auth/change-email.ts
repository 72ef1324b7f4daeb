import type { ChangeEmailInput, Me } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { SessionContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { accountKey } from './account-key.ts';
import { endSessions } from './end-sessions.ts';
import { getMe } from './get-me.ts';
import { proveSelf, wrongPassword } from './prove-self.ts';

/**
 * Moves the caller's account to another address, for who knows its password; they are signed out everywhere else, and the
 * old address is told. An address that is taken costs as much as a wrong password: nobody asks here at leisure who has an
 * account.
 */
export async function changeEmail(ctx: SessionContext, { email, currentPassword }: ChangeEmailInput): Promise<Me> {
  const { attempts } = ctx.services;
  const { userId, email: before } = ctx.principal;
  if (email === before) throw invalid('email', 'This is your address already');
  const account = await proveSelf(ctx, currentPassword, 'auth:changeEmail');
  const moved = mutate(ctx, async (em, held) => {
    const [set] = await em.execute<{ done: boolean | null }[]>('select change_email(?, ?, ?) as done', [
      userId,
      account.proof,
      email,
    ]);
    if (!set?.done) throw wrongPassword();
    const ended = await endSessions(em, userId, ctx.sessionId);
    const details = { before: { email: before }, after: { email }, ended };
    await recordEvent(em, held, { action: 'auth:changeEmail', entityType: 'user', entityId: userId, details });
  });
  await moved.catch(addressTaken);
  await attempts.password.succeeded(accountKey(before), ctx.request.address);
  tellOldAddress(ctx, before, email);
  return getMe({ ...ctx, principal: { ...ctx.principal, email } });
}

function addressTaken(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new AppError('CONFLICT', 'Another account has this address', {
    details: [{ path: 'email', code: 'taken', message: 'Another account has this address' }],
  });
}

/** Whoever reads the old address learns of it, should it not have been them. */
function tellOldAddress({ services }: SessionContext, before: string, after: string): void {
  const { mailer, background } = services;
  if (!mailer) return;
  const text = `The e-mail address of your account at Portolan was changed from ${before} to ${after}.

If it was not you, tell an operator of this installation at once: whoever did it knows your password.
`;
  const sent = mailer.send({ to: before, subject: 'Your e-mail address at Portolan was changed', text });
  background(sent, 'the old address of an account could not be told of the new one');
}
