import { sha256 } from '@noble/hashes/sha2.js';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import { type Bytes, toBase64Url } from './base64url.ts';
import { CLOCK_SKEW_S, SMALL_BYTES, TOKEN_LIFE_S } from './limits.ts';
import { Refusal } from './refusal.ts';

const ALGORITHM = 'EdDSA';
const ISSUER = 'portolan';
/** Tokens of people are another type for another audience: neither is taken for the other. */
const TYPE = 'portolan-driver-call+jwt';

/** The key that a hub signs with. */
export interface CallSigner {
  kid: string;
  privateKey: CryptoKey;
}

/** The public keys of the hubs that a host works for, by their ids. */
export interface HubKeys {
  find(kid: string): Promise<CryptoKey | undefined>;
}

export interface CallToken {
  hub: string;
  id: string;
  digest: string;
  /** Absent from a greeting. */
  boot: string | undefined;
  /** When it may be forgotten, milliseconds since the epoch. */
  until: number;
}

const Claims = z.object({
  jti: z.string().check(z.regex(/^[\w-]{22}$/)),
  iat: z.number(),
  digest: z.string(),
  boot: z.optional(z.string()),
});

export function randomId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

export async function digestOf(body: Bytes): Promise<string> {
  const isSmall = body.length <= SMALL_BYTES;
  return toBase64Url(isSmall ? sha256(body) : new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
}

export interface CallToSign {
  id: string;
  /** The host's public key: no other host takes it. */
  audience: string;
  boot: string | undefined;
  /** Before it is encrypted: with a key in it that nobody can guess, so that its hash tells nobody anything. */
  call: Bytes;
}

/** A token for one call, that is good for half a minute, at one host, once. */
export async function signCall(signer: CallSigner, { id, audience, boot, call }: CallToSign): Promise<string> {
  return new SignJWT({ digest: await digestOf(call), ...(boot === undefined ? {} : { boot }) })
    .setProtectedHeader({ alg: ALGORITHM, kid: signer.kid, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setJti(id)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_LIFE_S}s`)
    .sign(signer.privateKey);
}

/** Whose call it is. Throws `Refusal`. */
export async function verifyCall(token: string, audience: readonly string[], hubs: HubKeys): Promise<CallToken> {
  try {
    const keyOf = async ({ kid }: { kid?: string }) => {
      const key = await hubs.find(kid ?? '');
      if (!key) throw new Refusal('UNKNOWN_HUB');
      return key;
    };
    const { payload, protectedHeader } = await jwtVerify(token, keyOf, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: [...audience],
      requiredClaims: ['exp', 'iat', 'jti'],
      maxTokenAge: TOKEN_LIFE_S,
      clockTolerance: CLOCK_SKEW_S,
    });
    const { jti, iat, digest, boot } = Claims.parse(payload);
    const until = (iat + TOKEN_LIFE_S + CLOCK_SKEW_S + 1) * 1_000;
    return { hub: protectedHeader.kid ?? '', id: jti, digest, boot, until };
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof errors.JWTExpired) return new Refusal('TOKEN_EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') return new Refusal('OTHER_HOST');
  // A key of this id that did not sign it is another hub's.
  if (error instanceof errors.JWSSignatureVerificationFailed) return new Refusal('UNKNOWN_HUB');
  return new Refusal('TOKEN_INVALID');
}
