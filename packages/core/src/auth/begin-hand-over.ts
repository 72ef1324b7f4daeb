import type { BeginHandOverInput, BegunHandOver } from '@portolan/contract';
import type { Context } from '../context.ts';
import { newLinkToken } from '../crypto/link-token.ts';
import { HAND_OVER_SECONDS, POLL_SECONDS } from './hand-over-times.ts';
import { hashShortCode, newShortCode } from './short-code.ts';

/**
 * A device asks for a session of whoever approves its short code. That is no event yet: nobody is known, and nothing is
 * given to anybody before somebody approves.
 */
export async function beginHandOver(ctx: Context, input: BeginHandOverInput): Promise<BegunHandOver> {
  const { attempts, db, keyring, publicUrl } = ctx.services;
  await attempts.handOver.consume(ctx.request.address);
  const { token: deviceCode, tokenHash } = await newLinkToken();
  const userCode = newShortCode();
  const values = [
    crypto.randomUUID(),
    tokenHash,
    await hashShortCode(keyring.current, userCode),
    input.codeChallenge,
    input.device,
    ctx.request.address,
    new Date(Date.now() + HAND_OVER_SECONDS * 1000),
  ];
  await db.transaction({}, (em) => em.execute('select begin_hand_over(?, ?, ?, ?, ?, ?, ?)', values));
  return {
    deviceCode,
    userCode,
    verificationUri: new URL('/activate', publicUrl).href,
    // In the fragment: browsers send that to nobody, so no log and no referrer holds it.
    verificationUriComplete: new URL(`/activate#code=${userCode}`, publicUrl).href,
    expiresIn: HAND_OVER_SECONDS,
    interval: POLL_SECONDS,
  };
}
