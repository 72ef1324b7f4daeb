import { fromBase64Url } from './base64url.ts';

const CURVE = { kty: 'OKP', crv: 'X25519' };

/** A private key of a host as it is kept. `x` is the public one, which hubs know the host by. */
export interface HostKeyText {
  kty: 'OKP';
  crv: 'X25519';
  x: string;
  d: string;
}

/** The keys that a host answers to, by their public halves; several while hubs change from one to the next. */
export interface HostKeys {
  /** The first is the one that hubs are to be told. */
  publicKeys: readonly string[];
  find(publicKey: string): CryptoKey | undefined;
}

export function isPublicKey(text: string): boolean {
  if (!/^[\w-]{43}$/.test(text)) return false;
  try {
    return fromBase64Url(text).length === 32;
  } catch {
    return false;
  }
}

export function importPublicKey(text: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { ...CURVE, x: text }, 'X25519', false, []);
}

export async function generateHostKey(): Promise<HostKeyText> {
  const pair = await crypto.subtle.generateKey('X25519', true, ['deriveBits']);
  if (!('privateKey' in pair)) throw new Error('X25519 makes pairs');
  const { privateKey } = pair;
  const { x = '', d = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  return { kty: 'OKP', crv: 'X25519', x, d };
}

/** Throws for keys that are none. */
export async function importHostKeys(texts: readonly HostKeyText[]): Promise<HostKeys> {
  const pairs = texts.map(async ({ x, d }) => {
    const key = await crypto.subtle.importKey('jwk', { ...CURVE, x, d }, 'X25519', false, ['deriveBits']);
    return [x, key] as const;
  });
  const byPublic = new Map(await Promise.all(pairs));
  return { publicKeys: texts.map(({ x }) => x), find: (publicKey) => byPublic.get(publicKey) };
}
