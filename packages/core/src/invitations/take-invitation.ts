import type { AcceptInvitationInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import {
  type Account,
  assertAcceptablePassword,
  findAccountId,
  hashPassword,
  holdVerified,
  type SessionToken,
  verifyPassword,
} from '../auth/index.ts';
import type { Context, TenantRef } from '../context.ts';
import { AppError } from '../errors.ts';
import { mutate } from '../mutate.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { syncAccount } from '../users/index.ts';
import { endLapsed } from './end-lapsed.ts';
import { assertStanding, findByToken, type LiveInvitation, takeToken } from './find-by-token.ts';

export interface TakenInvitation {
  user: Account;
  tenant: TenantRef;
  /** Works in the tenant that was joined, without naming it. */
  session: SessionToken;
}

const PROOF = { allowInactive: true, toChange: true };

/**
 * Accepts an invitation: takes the token, makes or proves the account, gives the membership with its role and opens a
 * session, all or nothing. Passwords are hashed before the transaction, so that it stays short.
 */
export async function takeInvitation(ctx: Context, input: AcceptInvitationInput): Promise<TakenInvitation> {
  const { db } = ctx.services;
  const invitation = await findByToken(ctx, input.token);
  const { row, tenant } = invitation;
  await endLapsed(ctx, invitation);
  const known = await db.transaction({}, (em) => findAccountId(em, row.email));
  const user = known ? await provenAccount(ctx, row.email, input.password) : await newAccount(ctx, row.email, input);
  const joined = mutate(
    ctx,
    async (em) => {
      await assertStanding(em, row);
      await takeToken(em, row, { status: 'accepted', acceptedByUserId: user.id });
      await (known ? holdVerified(em, user, PROOF) : insertAccount(em, user));
      await join(em, invitation, user.id);
      await syncAccount(em, user.id);
      const session = await ctx.services.sessions.create(em, user, ctx.request, tenant.id);
      const entry = { action: 'invitations:accept', entityType: 'invitation', entityId: row.id, tenantId: tenant.id };
      const details = { email: row.email, roleId: invitation.roleId, newAccount: !known };
      await recordEvent(em, ctx, { ...entry, actorUserId: user.id, details });
      return session;
    },
    { scope: { tenantId: tenant.id, userId: user.id } },
  );
  const session = await joined.catch(accountMadeMeanwhile);
  return { user: { ...user, isActive: true }, tenant, session };
}

/** An account that lost its last membership is inactive; its owner comes back with the password it had. */
function provenAccount(ctx: Context, email: string, password: string): Promise<Account> {
  return verifyPassword(ctx, { username: email, password }, PROOF);
}

async function newAccount(ctx: Context, email: string, input: AcceptInvitationInput): Promise<Account> {
  assertAcceptablePassword(input.password, email, 'password');
  return {
    id: crypto.randomUUID(),
    email,
    firstName: input.firstName || null,
    lastName: input.lastName || null,
    isActive: true,
    isOperator: false,
    proof: await hashPassword(ctx.services.hasher, input.password),
  };
}

/** Not through the entity: the restricted role may write these columns and no others. */
async function insertAccount(em: EntityManager, { id, email, proof, firstName, lastName }: Account): Promise<void> {
  await em.execute('insert into users (id, email, password_hash, first_name, last_name) values (?, ?, ?, ?, ?)', [
    id,
    email,
    proof,
    firstName,
    lastName,
  ]);
}

async function join(em: EntityManager, { row, roleId, tenant }: LiveInvitation, userId: string): Promise<void> {
  await em.execute(
    `insert into memberships (tenant_id, user_id, created_at) values (?, ?, now())
     on conflict do nothing`,
    [tenant.id, userId],
  );
  await em.execute(
    `insert into membership_roles (tenant_id, user_id, role_id) values (?, ?, ?) on conflict do nothing`,
    [row.tenantId, userId, roleId],
  );
}

/** Two invitations of one address, accepted at once, would make its account twice. */
function accountMadeMeanwhile(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new AppError('CONFLICT', 'An account with this address was made just now; try again with its password');
}
