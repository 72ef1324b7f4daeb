import type { LoginInput } from '@portolan/contract';
import type { EntityManager, Statement } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { PasswordHasher } from '../ports/index.ts';
import { accountKey } from './account-key.ts';

/** An account whose password was proven. */
export interface Account {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  isActive: boolean;
  isOperator: boolean;
  /** The stored hash, as computed here from the password: who holds it may open sessions and change the password. */
  proof: string;
}

export interface VerifyOptions {
  /** For an invitation: it brings back an account that lost its last membership. */
  allowInactive?: boolean;
  /** The account itself is changed next: two who both do would wait for each other. */
  toChange?: boolean;
}

let decoy: Promise<string> | undefined;

/**
 * The account of an e-mail address and a password. Unknown user, wrong password and inactive account cost the same hashes
 * and give one answer, so that nobody can ask who has an account here.
 */
export async function verifyPassword(ctx: Context, input: LoginInput, options: VerifyOptions = {}): Promise<Account> {
  const { attempts, db } = ctx.services;
  const account = accountKey(input.username);
  await attempts.password.consume(account, ctx.request.address);
  const found = await proveAccount(ctx, input);
  if (!found || !(found.isActive || options.allowInactive)) {
    const details = { account };
    await db.transaction({}, (em) => recordEvent(em, ctx, { action: 'auth:login', outcome: 'denied', details }));
    throw wrongCredentials();
  }
  await attempts.password.succeeded(account, ctx.request.address);
  return found;
}

/**
 * The hash never leaves the database: its settings do, the candidates are computed here and compared there. Counts no
 * attempt and writes no event; null where there is no such account or the password is not its own.
 */
export async function proveAccount({ services }: Context, input: LoginInput): Promise<Account | null> {
  const { db, hasher } = services;
  const address = input.username.trim();
  const [row] = await db.read<{ settings: string | null }>(settingsStatement, [address]);
  decoy ??= hasher.hash('nobody has this password');
  const proofs = await candidates(hasher, row?.settings ?? (await decoy), input.password);
  if (!row?.settings) return null;
  const [found] = await db.read<Account & QueryRow>(accountStatement, [address, proofs]);
  return found ?? null;
}

type QueryRow = Record<string, unknown>;

const settingsStatement: Statement = { name: 'account-settings', text: 'select account_settings($1) as settings' };
const accountStatement: Statement = {
  name: 'find-account',
  text: `select id, email, first_name as "firstName", last_name as "lastName", is_active as "isActive",
                is_operator as "isOperator", proof
         from find_account($1, $2::text[])`,
};

/** A password is hashed in its composed form; hashes made before that was so are of the form that was typed. */
function candidates(hasher: PasswordHasher, settings: string, password: string): Promise<string[]> {
  const forms = new Set([password.normalize('NFC'), password]);
  return Promise.all([...forms].map((form) => hasher.rehash(settings, form)));
}

/**
 * Holds the user's row until the transaction ends, and refuses when the password is no longer the one that was verified,
 * or the account no longer active: what ends all sessions must include every one that is just being opened.
 */
export async function holdVerified(em: EntityManager, account: Account, options: VerifyOptions = {}): Promise<void> {
  const [held] = await em.execute<{ active: boolean | null }[]>('select hold_account(?, ?, ?) as active', [
    account.id,
    account.proof,
    options.toChange ?? false,
  ]);
  const known = held !== undefined && held.active !== null;
  if (!known || !(held.active || options.allowInactive)) throw wrongCredentials();
}

function wrongCredentials(): AppError {
  return new AppError('UNAUTHORIZED', 'The e-mail address or the password is wrong');
}

/** Whose account an address is, if anybody's. */
export async function findAccountId(em: EntityManager, email: string): Promise<string | null> {
  const [row] = await em.execute<{ id: string | null }[]>('select account_id(?) as id', [email.trim()]);
  return row?.id ?? null;
}
