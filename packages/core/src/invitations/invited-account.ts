import type { AcceptInvitationInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import {
  type Account,
  assertAcceptablePassword,
  findAccountId,
  hashPassword,
  holdVerified,
  verifyPassword,
} from '../auth/index.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { isUniqueViolation } from '../unique-violation.ts';

export interface InvitedAccount {
  user: Account;
  isNew: boolean;
}

const PROOF = { allowInactive: true, toChange: true };

/**
 * The account of an invited address: one that proved itself by its password, or a new one that is to be made. Passwords
 * are hashed here, before the transaction, so that it stays short.
 */
export async function invitedAccount(
  ctx: Context,
  email: string,
  input: AcceptInvitationInput,
): Promise<InvitedAccount> {
  const known = await ctx.services.db.transaction({}, (em) => findAccountId(em, email));
  // An account that lost its last membership is inactive; its owner comes back with the password it had.
  if (known)
    return { user: await verifyPassword(ctx, { username: email, password: input.password }, PROOF), isNew: false };
  assertAcceptablePassword(input.password, email, 'password');
  const user = {
    id: crypto.randomUUID(),
    email,
    firstName: input.firstName || null,
    lastName: input.lastName || null,
    isActive: true,
    isOperator: false,
    proof: await hashPassword(ctx.services.hasher, input.password),
  };
  return { user, isNew: true };
}

/** Makes the account, or holds it as it was proven, until the transaction ends. */
export async function holdInvited(em: EntityManager, { user, isNew }: InvitedAccount): Promise<void> {
  if (!isNew) return holdVerified(em, user, PROOF);
  // Not through the entity: the restricted role may write these columns and no others.
  const { id, email, proof, firstName, lastName } = user;
  await em.execute('insert into users (id, email, password_hash, first_name, last_name) values (?, ?, ?, ?, ?)', [
    id,
    email,
    proof,
    firstName,
    lastName,
  ]);
}

/** Two invitations of one address, accepted at once, would make its account twice. */
export function accountMadeMeanwhile(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  throw new AppError('CONFLICT', 'An account with this address was made just now; try again with its password');
}
