import type { SessionContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { idArray } from '../id-array.ts';
import { mutate } from '../mutate.ts';
import { hashShortCode } from './short-code.ts';

export interface FoundHandOver {
  id: string;
  device: string;
  address: string;
  createdAt: Date;
  expiresAt: Date;
}

interface Row extends FoundHandOver {
  status: string;
  expired: boolean;
}

const FIND = `
  select id, device, address, status, created_at as "createdAt", expires_at as "expiresAt", expired
  from find_hand_over(?::text[])`;

/**
 * Whoever shows a short code, while nobody has decided. Codes that nobody shows are counted against the person and their
 * address: there are too many to guess, and it is not tried here.
 */
export async function findHandOver(ctx: SessionContext, userCode: string): Promise<FoundHandOver> {
  const { attempts } = ctx.services;
  const { userId } = ctx.principal;
  await attempts.shortCode.consume(userId, ctx.request.address);
  const hashes = await hashesOf(ctx, userCode);
  const [row] = await mutate(ctx, (em) => em.execute<Row[]>(FIND, [idArray(hashes)]));
  if (!row) throw deadCode('unknown');
  await attempts.shortCode.succeeded(userId, ctx.request.address);
  if (row.status !== 'pending') throw deadCode('used');
  if (row.expired) throw deadCode('expired');
  return row;
}

/** A code may have been made by a process that works with another of the installation's keys. */
function hashesOf({ services }: SessionContext, userCode: string): Promise<string[]> {
  return Promise.all(services.keyring.all.map((key) => hashShortCode(key, userCode)));
}

const DEAD = {
  unknown: ['NOT_FOUND', 'No device waits with this code'],
  expired: ['NOT_FOUND', 'This code is too old: begin again on the device'],
  used: ['CONFLICT', 'This code has been used: begin again on the device'],
} as const;

/** Why a short code opens nothing; its detail says which of the three it is. */
export function deadCode(why: keyof typeof DEAD): AppError {
  const [code, message] = DEAD[why];
  return new AppError(code, message, { details: [{ path: 'userCode', code: why, message }] });
}
