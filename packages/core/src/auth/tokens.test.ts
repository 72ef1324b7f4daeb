import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../crypto/keyring.ts';
import { createTokens, TOKEN_LIFETIME } from './tokens.ts';

const bytes = (fill: number) => Uint8Array.from({ length: 32 }, (_, at) => (at * 5 + fill) % 256);

describe('tokens', () => {
  it('name session and user, and expire', async () => {
    const tokens = await createTokens(await createKeyring(bytes(1)));
    const [session, user] = [randomUUID(), randomUUID()];
    const token = await tokens.issue(session, user);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'JWT' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ sid: session, sub: user, iss: 'portolan', aud: 'portolan-api' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(TOKEN_LIFETIME);
    const verified = { sessionId: session, expires: claims.exp };
    expect(await tokens.verify(token)).toEqual(verified);
    expect(await tokens.verify(token)).toEqual(verified);
  });

  it('are the same for every process with the key, outlive a rotation, and are void without it', async () => {
    const token = await (await createTokens(await createKeyring(bytes(1)))).issue('s', 'u');
    const twin = await createTokens(await createKeyring(bytes(1)));
    const rotated = await createTokens(await createKeyring(bytes(2), [bytes(1)]));
    const stranger = await createTokens(await createKeyring(bytes(3)));
    expect(await twin.verify(token)).toMatchObject({ sessionId: 's' });
    expect(await rotated.verify(token)).toMatchObject({ sessionId: 's' });
    expect(await stranger.verify(token)).toBeNull();
  });
});
