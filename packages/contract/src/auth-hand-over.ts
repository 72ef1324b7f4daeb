import { IssuedToken } from './auth.ts';
import { MyTenant } from './tenants.ts';
import { Id, seenText, Timestamp } from './text.ts';
import * as z from './zod.ts';

/** The letters of a short code: no vowels, so that no word comes of them, and nothing that is taken for a figure. */
export const SHORT_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

const DEVICE_MAX = 60;

/** A short code as people type it, in the spelling that it is shown in: `BDKW-PQRT`. */
const asShown = (typed: string) => {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
};

/** What a device shows for a person to compare or to type: capitals or not, with the hyphen or without. */
export const ShortCode = z
  .string()
  .check(
    z.maxLength(40),
    z.overwrite(asShown),
    z.regex(
      new RegExp(`^[${SHORT_CODE_LETTERS}]{4}-[${SHORT_CODE_LETTERS}]{4}$`),
      'A code is eight letters, as BDKW-PQRT',
    ),
  );

/** What a device calls itself: its own word, of which only that stays which is seen. */
const DeviceName = z.string().check(
  z.maxLength(300),
  z.overwrite((name) => [...seenText(name)].slice(0, DEVICE_MAX).join('').trim()),
);

/** 32 bytes in base64url. */
const Secret = z.string().check(z.regex(/^[\w-]{43}$/, 'Must be 32 bytes in base64url'));

/** `codeChallenge` is the SHA-256 of the verifier, in base64url (RFC 7636, S256). */
export const BeginHandOverInput = z.strictObject({ device: DeviceName, codeChallenge: Secret });
export type BeginHandOverInput = z.infer<typeof BeginHandOverInput>;

/** The names are those of RFC 8628. `expiresIn` and `interval` in seconds. */
export const BegunHandOver = z.strictObject({
  deviceCode: z.string(),
  userCode: z.string(),
  verificationUri: z.string(),
  verificationUriComplete: z.string(),
  expiresIn: z.int(),
  interval: z.int(),
});
export type BegunHandOver = z.infer<typeof BegunHandOver>;

export const CompleteHandOverInput = z.strictObject({ deviceCode: Secret, codeVerifier: Secret });
export type CompleteHandOverInput = z.infer<typeof CompleteHandOverInput>;

/** `tenant` is where the session works when a request names none. */
export const HandOverOutcome = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('pending') }),
  z.strictObject({ status: z.literal('refused') }),
  z.strictObject({ status: z.literal('expired') }),
  z.strictObject({ status: z.literal('approved'), ...IssuedToken.shape, tenant: z.nullable(MyTenant) }),
]);
export type HandOverOutcome = z.infer<typeof HandOverOutcome>;

export const ShortCodeInput = z.strictObject({ userCode: ShortCode });
export type ShortCodeInput = z.infer<typeof ShortCodeInput>;

/** Who asks, for the person to judge. `hub` is the host that it is asked of, `device` what the device says of itself. */
export const HandOverRequest = z.strictObject({
  userCode: z.string(),
  device: z.string(),
  address: z.string(),
  hub: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});
export type HandOverRequest = z.infer<typeof HandOverRequest>;

/** `tenantId` is one of the person's own tenants, for the session to work in. */
export const ApproveHandOverInput = z.strictObject({ userCode: ShortCode, tenantId: z.optional(z.nullable(Id)) });
export type ApproveHandOverInput = z.infer<typeof ApproveHandOverInput>;
