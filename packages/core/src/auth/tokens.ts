import { jwtVerify, SignJWT } from 'jose';
import { isCanonical, type SigningPair, signingPair } from '../crypto/signing-keys.ts';
import type { Keyring, Tokens, Verified } from '../ports/index.ts';

const ALGORITHM = 'EdDSA';
const ISSUER = 'portolan';
const AUDIENCE = 'portolan-api';
/** Seconds a token lives; its session may end sooner, and is asked on every request. */
export const TOKEN_LIFETIME = 12 * 3600;
const REMEMBERED = 2_000;

/** JWTs signed with a key derived from the master key, so that all processes of an installation share it. */
export async function createTokens(keyring: Keyring): Promise<Tokens> {
  const pairs = new Map(await Promise.all(keyring.all.map(async (key) => [key.id, await signingPair(key)] as const)));
  const signing = pairs.get(keyring.current.id) as SigningPair;
  // A signature stays true: only the expiry has to be looked at again. The session is asked of the database each time.
  const remembered = new Map<string, Verified>();

  return {
    issue: (sessionId, userId) =>
      new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, kid: keyring.current.id, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${TOKEN_LIFETIME}s`)
        .sign(signing.privateKey),
    async verify(token) {
      const now = Date.now() / 1000;
      const known = remembered.get(token);
      if (known) return known.expires > now ? known : null;
      if (!isCanonical(token)) return null;
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => publicKey(pairs, kid), {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'sid', 'sub'],
        });
        const verified: Verified = { sessionId: String(payload.sid), expires: payload.exp as number };
        if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
        remembered.set(token, verified);
        return verified;
      } catch {
        return null;
      }
    },
  };
}

function publicKey(pairs: Map<string, SigningPair>, kid: string | undefined): CryptoKey {
  const pair = pairs.get(kid ?? '');
  if (!pair) throw new Error('unknown key');
  return pair.publicKey;
}
