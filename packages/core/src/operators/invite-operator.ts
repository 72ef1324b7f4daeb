import type { InviteOperatorInput, OperatorInvitation } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import { newLinkToken } from '../crypto/link-token.ts';
import { AppError } from '../errors.ts';
import { countLinkMail, deliverLink, expiry } from '../invitations/index.ts';
import { type Changing, mutate } from '../mutate.ts';
import { takeOperatorsTurn } from '../turns.ts';

/**
 * Invites an address to work as an operator. Nobody is one before they have taken the link and proven the account. An
 * earlier link for the address is dead from now on.
 */
export async function inviteOperator(ctx: Changing, { email }: InviteOperatorInput): Promise<OperatorInvitation> {
  const { services, principal } = ctx;
  const { token, tokenHash } = await newLinkToken();
  const [id, createdAt, expiresAt] = [crypto.randomUUID(), new Date(), expiry()];
  await mutate(
    ctx,
    async (em, held) => {
      await takeOperatorsTurn(em);
      await assertNoOperator(em, email);
      const replaced = await revokePending(em, email);
      await em.execute(
        `insert into operator_invitations (id, email, token_hash, status, invited_by_user_id, expires_at, created_at)
         values (?, ?, ?, 'pending', ?, ?, ?)`,
        [id, email, tokenHash, principal?.userId ?? null, expiresAt, createdAt],
      );
      await countLinkMail(services, email);
      const details = { email, ...(replaced.length > 0 ? { replaced } : {}) };
      const entry = { action: 'operators:invite', entityType: 'operator_invitation', entityId: id } as const;
      await recordEvent(em, held, { ...entry, details });
    },
    { scope: 'owner' },
  );
  const mail = { to: email, subject: 'Work as an operator of Portolan', text: wordsOf(principal?.email, expiresAt) };
  const acceptUrl = await deliverLink(services, { page: '/accept-operator', token }, mail);
  const times = { expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() };
  return { id, email, status: 'invited', ...times, acceptUrl };
}

async function assertNoOperator(em: EntityManager, email: string): Promise<void> {
  const found = await em.execute('select from users where is_operator and account_key(email) = account_key(?)', [
    email,
  ]);
  if (found.length === 0) return;
  throw new AppError('CONFLICT', `${email} is an operator already`, {
    details: [{ path: 'email', code: 'operator', message: 'An operator already' }],
  });
}

async function revokePending(em: EntityManager, email: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `update operator_invitations set status = 'revoked', updated_at = now()
     where status = 'pending' and account_key(email) = account_key(?) returning id`,
    [email],
  );
  return rows.map(({ id }) => id);
}

function wordsOf(inviter: string | undefined, expiresAt: Date): (url: string) => string {
  return (
    url,
  ) => `${inviter ? `${inviter} invites you` : 'You are invited'} to work as an operator of Portolan: whoever is one makes and ends tenants.

Accept or decline here until ${expiresAt.toUTCString()}:
${url}

If you do not know what this is about, nothing has to be done.
`;
}
