import { readFile } from 'node:fs/promises';
import type { HubKeys } from '@portolan/drivers/serving';
import * as z from 'zod/mini';
import { ConfigurationError } from './configuration-error.ts';

/** How often a file is looked at, at most. */
const LOOK_MS = 1_000;

const HubKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().check(z.regex(/^[\w-]{43}$/)),
  kid: z.string().check(z.minLength(1)),
  use: z.optional(z.string()),
  alg: z.optional(z.string()),
});
const KeySet = z.strictObject({ keys: z.array(HubKey).check(z.minLength(1)) });

/**
 * The public keys of hubs, by a text or by a file that is read again when it has changed: a hub's next key is added to it,
 * and its last one taken out, without a restart. Throws `ConfigurationError`; a file that is spoilt later changes nothing.
 */
export async function openHubKeys(text: string, onError: (error: unknown) => void): Promise<HubKeys> {
  const isText = text.trimStart().startsWith('{');
  const read = async () => (isText ? text : await readFile(text, 'utf8'));
  let source = '';
  let keys = new Map<string, CryptoKey>();
  let looked = 0;
  const look = async () => {
    looked = Date.now();
    const found = await read();
    if (found === source) return;
    keys = await importKeys(found);
    source = found;
  };
  await look().catch((error: NodeJS.ErrnoException) => {
    const why = error.code ? ` (${error.code})` : '';
    throw new ConfigurationError(`PORTOLAN_HUB_KEYS holds no public keys as "portolan keys public" prints them${why}`);
  });
  return {
    async find(kid) {
      if (!isText && Date.now() - looked > LOOK_MS) await look().catch(onError);
      return keys.get(kid);
    },
  };
}

async function importKeys(json: string): Promise<Map<string, CryptoKey>> {
  const { keys } = KeySet.parse(JSON.parse(json));
  const imported = keys.map(async ({ kty, crv, x, kid }) => {
    return [kid, await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify'])] as const;
  });
  return new Map(await Promise.all(imported));
}
